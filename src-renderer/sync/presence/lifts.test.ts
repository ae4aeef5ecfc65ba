import { describe, expect, it } from 'vitest';
import { decodeGesture, encodeGesture, isLiftMessage } from './gestures.ts';
import { LiftReceiver, LiftSender, type ReceivedLift } from './lifts.ts';
import { LIFT_ELEMENTS_MAX, type LiveLift } from './live-lift.ts';

const move = (dx: number, change: Partial<LiveLift> = {}): LiveLift => ({
  id: 'g1',
  ids: ['a', 'b'],
  copies: false,
  transform: { kind: 'move', dx, dy: 0 },
  ...change,
});

/** A sender and a receiver with the real bytes between them. */
function link() {
  const sender = new LiftSender();
  const receiver = new LiftReceiver();
  const kinds: string[] = [];
  return {
    kinds,
    tell(lift: LiveLift | null, landed = false): ReceivedLift | null {
      let received: ReceivedLift | null = null;
      for (const message of sender.messages(lift, landed)) {
        kinds.push(message.kind);
        const decoded = decodeGesture(encodeGesture(message));
        if (!decoded || !isLiftMessage(decoded)) throw new Error(`not readable: ${message.kind}`);
        received = receiver.receive(decoded) ?? received;
      }
      return received;
    },
  };
}

describe('elements in somebody’s hand', () => {
  it('are told once, and from then on only what is done to them', () => {
    const { tell, kinds } = link();
    expect(tell(move(1))).toEqual({ kind: 'shown', lift: move(1) });
    expect(tell(move(2))).toEqual({ kind: 'shown', lift: move(2) });
    tell(move(2));
    expect(kinds).toEqual(['lift', 'transform', 'transform']);
  });

  it('are told anew when they become others or copies', () => {
    const { tell } = link();
    tell(move(1));
    expect(tell(move(1, { copies: true }))).toEqual({
      kind: 'shown',
      lift: move(1, { copies: true }),
    });
    expect(tell(move(1, { ids: ['b'] }))).toEqual({ kind: 'shown', lift: move(1, { ids: ['b'] }) });
  });

  it.each([
    { kind: 'turn', degrees: 45, pivot: null },
    { kind: 'turn', degrees: -45, pivot: { x: 1, y: 2 } },
    { kind: 'scale', rotation: 30, anchor: { x: 0, y: 0 }, scaleX: -2, scaleY: 0.5 },
    { kind: 'end', end: 'last', to: { x: 5, y: 6 } },
  ] as const)('can be turned, resized and bent: $kind', (transform) => {
    expect(link().tell(move(0, { transform }))).toEqual({
      kind: 'shown',
      lift: move(0, { transform }),
    });
  });

  it('are let go, landed or not', () => {
    for (const landed of [true, false]) {
      const { tell } = link();
      tell(move(1));
      expect(tell(null, landed)).toEqual({ kind: 'dropped', id: 'g1', landed });
      expect(tell(null, landed)).toBeNull();
    }
  });

  it('are not shown on their way when they are too many', () => {
    const { tell, kinds } = link();
    tell(move(1, { ids: Array.from({ length: LIFT_ELEMENTS_MAX + 1 }, (_, i) => `e${i}`) }));
    expect(kinds).toEqual([]);
  });

  it('are left out when a piece is missing or is none', () => {
    const receiver = new LiftReceiver();
    const { transform } = move(1);
    expect(receiver.receive({ kind: 'transform', id: 'g1', transform })).toBeNull();
    const bytes = (value: unknown) => new TextEncoder().encode(JSON.stringify(value));
    for (const bad of [
      { kind: 'lift', id: 'g1', ids: [], copies: false },
      { kind: 'transform', id: 'g1', transform: { kind: 'move', dx: 1e300, dy: 0 } },
      { kind: 'transform', id: 'g1', transform: { kind: 'explode' } },
      { kind: 'drop', id: 'g1' },
    ]) {
      expect(decodeGesture(bytes(bad))).toBeNull();
    }
  });
});
