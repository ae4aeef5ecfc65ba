import { fileURLToPath } from 'node:url';
import type { Plugin, UserConfig } from 'vite';

const path = (relative: string): string => fileURLToPath(new URL(relative, import.meta.url));

/**
 * y-webrtc is kept, its transports are replaced: `simple-peer` by our PeerLink for everybody, and
 * `lib0/websocket` and `lib0/broadcastchannel` by our own, but for y-webrtc's imports only
 * (y-indexeddb and others may use lib0 as it is).
 */
export function syncSeams(): Plugin {
  return {
    name: 'drawbridge-sync-seams',
    enforce: 'pre',
    resolveId(source, importer) {
      if (source === 'simple-peer/simplepeer.min.js') {
        return path('./src-renderer/sync/peer-link/simple-peer-seam.ts');
      }
      if (!importer?.includes('y-webrtc')) return undefined;
      if (source === 'lib0/websocket') {
        return path('./src-renderer/sync/signal-channel/lib0-websocket-seam.ts');
      }
      if (source === 'lib0/broadcastchannel') {
        return path('./src-renderer/sync/room/lib0-broadcastchannel-seam.ts');
      }
      return undefined;
    },
  };
}

/** What the Electron renderer, the guest web client and the unit tests must resolve alike. */
export const sharedRendererConfig = {
  optimizeDeps: { exclude: ['y-webrtc'], include: ['y-webrtc > lib0', 'yjs', 'lib0'] },
  // A file of its own, which a page's content security policy allows as its own script.
  worker: { format: 'es' },
  resolve: { dedupe: ['yjs', 'lib0', 'y-protocols', 'react', 'react-dom', 'konva'] },
} satisfies UserConfig;
