import { WebrtcProvider } from 'y-webrtc';
import * as Y from 'yjs';
import { crowdBoard } from './board.ts';

window.crowd.makePeer = ({ meetingPlace, room, maxLinks, onElement }) => {
  const doc = new Y.Doc();
  const board = crowdBoard(doc, `stock-${doc.clientID}`, onElement);
  const provider = new WebrtcProvider(room, doc, {
    signaling: [meetingPlace],
    maxConns: maxLinks,
    // Its default is a public server, which nobody asked.
    peerOpts: { config: { iceServers: [] } },
  });
  return {
    draw: () => board.draw(),
    get links() {
      const connections = provider.room?.webrtcConns.values() ?? [];
      return [...connections].filter((connection) => connection.connected).length;
    },
  };
};
