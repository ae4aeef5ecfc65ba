import type { Room } from 'y-webrtc';
import * as Y from 'yjs';
import { hasHeardOthers, whenOthersAreHeard } from './lib0-broadcastchannel-seam.ts';

/**
 * Has y-webrtc encrypt and publish changes for other windows of this profile only where there are
 * any: for one window alone that would be all of a board's bytes once more. As soon as another is
 * heard it gets everything, since until then nothing was said.
 *
 * @param room entered
 */
export function spareLoneWindow(room: Room, doc: Y.Doc): void {
  const publish = room._docUpdateHandler;
  doc.off('update', publish);
  const publishIfHeard = (update: Uint8Array, origin: unknown): void => {
    if (hasHeardOthers(room.name)) publish(update, origin);
  };
  // y-webrtc takes it off by this name when the room is left.
  room._docUpdateHandler = publishIfHeard;
  doc.on('update', publishIfHeard);
  whenOthersAreHeard(room.name, () => publish(Y.encodeStateAsUpdate(doc), room));
}
