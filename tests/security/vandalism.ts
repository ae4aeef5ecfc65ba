import * as encoding from 'lib0/encoding';
import * as Y from 'yjs';
import { BoardDocument } from '../../src-renderer/board/board-document.ts';
import {
  MESSAGE,
  readYjsMessage,
  writeChange,
} from '../../src-renderer/sync/peer-link/messages.ts';
import { encodeGesture } from '../../src-renderer/sync/presence/gestures.ts';
import { encodePresence } from '../../src-renderer/sync/presence/presence.ts';
import type { Person } from '../support/person.ts';
import type { HostileLink } from './hostile-peer.ts';

/** What an attacker wants to get onto the board: a rectangle that nobody there has drawn. */
export interface Vandalism {
  readonly id: string;
  readonly update: Uint8Array;
}

const BOX = { x: 0, y: 0, width: 600, height: 400 };

export function vandalism(): Vandalism {
  const doc = new Y.Doc();
  const board = new BoardDocument({ doc, author: { personId: 'mallory', name: 'Mallory' } });
  const added = board.add([{ type: 'rectangle', fill: 'red', ...BOX }]);
  const [id] = added.ok ? added.ids : [];
  if (id === undefined) throw new Error('a rectangle cannot be drawn');
  return { id, update: Y.encodeStateAsUpdate(doc) };
}

/** `n` in one byte more than it needs, which decoders take as the same number. */
const longVarUint = (n: number): number[] => [n | 0x80, 0];

/** Every way to send a change to the document that a reader might take for something else. */
export function changeMessages({ update }: Vandalism): readonly Uint8Array[] {
  const plain = writeChange(update, false);
  const body = plain.subarray(2);
  return [
    plain,
    writeChange(update, true),
    Uint8Array.from([...longVarUint(0), 2, ...body]),
    Uint8Array.from([0, ...longVarUint(2), ...body]),
    Uint8Array.from([...longVarUint(0), ...longVarUint(1), ...body]),
  ];
}

/** The look of what the attacker shows as being drawn. */
export const VANDAL_STYLE = {
  color: 'red',
  fill: 'red',
  fillStyle: 'soft',
  opacity: 1,
  size: 8,
  pressure: 'real',
} as const;

/** Shows the rectangle as being drawn. */
export async function showVandalism(link: HostileLink, id: string): Promise<void> {
  const style = { type: 'rectangle', ...VANDAL_STYLE };
  await link.sendFast(MESSAGE.gesture, encodeGesture({ kind: 'start', id, style }));
  await link.sendFast(MESSAGE.gesture, encodeGesture({ kind: 'box', id, box: BOX }));
}

export const showPresence = (link: HostileLink, name: string): Promise<void> =>
  link.sendFast(
    MESSAGE.presence,
    encodePresence({ name, color: 'red', tool: 'pen', cursor: [300, 300], selection: [] }),
  );

/**
 * The victim's document as it gives it to anybody who asks. Since messages are taken in their order,
 * the victim has dealt with everything sent before.
 */
export async function documentOf(link: HostileLink): Promise<Y.Doc> {
  const from = link.received.length;
  const request = encoding.encode((encoder) => {
    encoding.writeVarUint(encoder, 0);
    encoding.writeVarUint(encoder, 0);
    encoding.writeVarUint8Array(encoder, Y.encodeStateVector(new Y.Doc()));
  });
  await link.send(MESSAGE.yjs, request);
  const doc = new Y.Doc();
  await link.until(() =>
    link.received.slice(from).some(({ kind, payload }) => {
      const message = kind === MESSAGE.yjs ? readYjsMessage(payload) : null;
      return message?.kind === 'change' && message.answer;
    }),
  );
  for (const { kind, payload } of link.received.slice(from)) {
    const message = kind === MESSAGE.yjs ? readYjsMessage(payload) : null;
    if (message?.kind === 'change') Y.applyUpdate(doc, message.update);
  }
  return doc;
}

/** More red than cursors can be, and far less than the rectangle is. */
const RED_AREA_PX = 2_000;

/** Whether a person sees the red of {@link showVandalism}. */
export const seesRed = async (person: Person): Promise<boolean> => {
  const redPx = await person.page.evaluate(() => {
    let red = 0;
    for (const canvas of document.querySelectorAll('canvas')) {
      if (canvas.style.display === 'none') continue;
      const { width, height } = canvas;
      const data = canvas.getContext('2d')?.getImageData(0, 0, width, height).data ?? [];
      for (let i = 0; i < data.length; i += 4) {
        const [r = 0, g = 0, b = 0, a = 0] = [data[i], data[i + 1], data[i + 2], data[i + 3]];
        if (a > 100 && r > 180 && g < 120 && b < 120) red += 1;
      }
    }
    return red;
  });
  return redPx > RED_AREA_PX;
};
