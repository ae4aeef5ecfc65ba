import * as Y from 'yjs';
import { BoardSync } from '../../../src-renderer/sync/board-sync.ts';
import { PendingChanges } from '../../../src-renderer/sync/holdings/pending-changes.ts';
import {
  deriveBoardKeys,
  newSigningKeyPair,
  personIdOf,
  signingKeyPair,
} from '../../../src-renderer/sync/keys/board-keys.ts';
import { crowdBoard } from './board.ts';

window.crowd.makePeer = ({ meetingPlace, room, onElement }) => {
  const doc = new Y.Doc();
  const device = newSigningKeyPair();
  const personId = personIdOf(device.publicKey);
  const board = crowdBoard(doc, personId, onElement);
  // Everybody gets the same keys from the room's name: enough of a secret for a bench.
  const secret = new TextEncoder().encode(room.replaceAll('-', '').slice(0, 32));
  const sync = new BoardSync({
    doc,
    keys: deriveBoardKeys(secret, signingKeyPair(secret).publicKey),
    device,
    cellOrigin: meetingPlace,
    cachedConfig: null,
    presence: { name: personId, color: 'blue', tool: null, cursor: null, selection: [] },
    pending: new PendingChanges(),
    mailboxStore: { load: async () => null, save: async () => undefined },
  });
  return {
    draw: () => board.draw(),
    get links() {
      return sync.links.length;
    },
  };
};
