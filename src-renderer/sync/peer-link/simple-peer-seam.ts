/** What y-webrtc gets when it imports `simple-peer/simplepeer.min.js` (see vite.shared.ts). */
export { LinkNegotiator as default } from './link-negotiator.ts';
