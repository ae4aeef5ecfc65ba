import { WebrtcProvider } from 'y-webrtc';
import * as Y from 'yjs';

declare global {
  interface Window {
    openStockRoom: (room: string, signalUrl: string, password: string | null) => void;
    stockMap: Y.Map<string> | undefined;
  }
}

/** A room as y-webrtc's own documentation opens one: its own simple-peer, its own protocol. */
window.openStockRoom = (room, signalUrl, password) => {
  const doc = new Y.Doc();
  new WebrtcProvider(room, doc, {
    signaling: [signalUrl],
    // Its default is a public server, which nobody asked.
    peerOpts: { config: { iceServers: [] } },
    ...(password === null ? {} : { password }),
  });
  window.stockMap = doc.getMap<string>('words');
};
