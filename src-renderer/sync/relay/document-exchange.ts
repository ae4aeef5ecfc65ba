import * as Y from 'yjs';
import { readYjsMessage, writeStateRequest } from '../peer-link/messages.ts';
import type { PeerLink } from '../peer-link/peer-link.ts';

/**
 * What y-webrtc does for the links that it knows: asks the other side for what this copy lacks and
 * brings the changes that come into the document. They are checked by the link before.
 */
export function exchangeDocument(link: PeerLink, doc: Y.Doc): void {
  link.on('change', (message) => {
    const change = readYjsMessage(message);
    if (change?.kind === 'change') Y.applyUpdate(doc, change.update, link);
  });
  link.sendYjs(writeStateRequest(Y.encodeStateVector(doc)));
}
