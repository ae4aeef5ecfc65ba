import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import {
  decodeGesture,
  encodeGesture,
  GESTURE_NUMBERS_MAX,
  GestureReceiver,
  GestureSender,
  isLiftMessage,
  type LiveGesture,
} from './gestures.ts';
import {
  cleanName,
  decodePresence,
  encodePresence,
  initialsOf,
  type Presence,
} from './presence.ts';
import { Throttle } from './throttle.ts';

const ada: Presence = { name: 'Ada', color: 'teal', tool: 'pen', cursor: [1, 2], selection: ['a'] };
const bytes = (value: unknown) => new TextEncoder().encode(JSON.stringify(value));

describe('presence on the wire', () => {
  it('arrives as it was sent', () => {
    expect(decodePresence(encodePresence(ada))).toEqual(ada);
    const typing = { ...ada, caret: { element: 'a', index: 3 } };
    expect(decodePresence(encodePresence(typing))).toEqual(typing);
  });

  it('is refused when it is rubbish, too long or off the board', () => {
    expect(decodePresence(new Uint8Array([255]))).toBeNull();
    expect(decodePresence(bytes({ ...ada, name: 'x'.repeat(61) }))).toBeNull();
    expect(decodePresence(bytes({ ...ada, cursor: [1e99, 0] }))).toBeNull();
    expect(decodePresence(bytes({ ...ada, caret: { element: 'a', index: -1 } }))).toBeNull();
    expect(decodePresence(bytes({ ...ada, selection: Array(201).fill('a') }))).toBeNull();
  });

  it('keeps a person whose colour a later version named', () => {
    expect(decodePresence(bytes({ ...ada, color: 'ultraviolet' }))?.color).toBe('blue');
  });

  it('cannot break the text around a name', () => {
    expect(cleanName('  A\u202Eda\n\u0000Lovelace ')).toBe('A da Lovelace');
  });

  it('has initials for every name', () => {
    expect(['ada lovelace', 'Ada', '', '👩‍🎨 x', 'éva'].map(initialsOf)).toEqual([
      'AL',
      'A',
      '?',
      '👩X',
      'É',
    ]);
  });
});

describe('the throttle', () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it('sends at once, then at most once an interval, and never loses the last', () => {
    const sent: number[] = [];
    let value = 0;
    const throttle = new Throttle(
      50,
      () => sent.push(value),
      () => Date.now(),
    );
    for (value = 1; value <= 30; value++) {
      throttle.request();
      vi.advanceTimersByTime(10);
    }
    vi.advanceTimersByTime(50);
    expect(sent[0]).toBe(1);
    expect(sent.at(-1)).toBeGreaterThanOrEqual(30);
    expect(sent.length).toBeLessThanOrEqual(7);
    const still = sent.length;
    vi.advanceTimersByTime(10_000);
    expect(sent.length).toBe(still);
  });
});

describe('a gesture in progress', () => {
  const stroke = (points: number[]): LiveGesture => ({
    id: 's1',
    type: 'stroke',
    color: 'black',
    fill: 'none',
    fillStyle: 'soft',
    opacity: 1,
    size: 4,
    pressure: 'real',
    points,
  });
  const over = (messages: ReturnType<GestureSender['messages']>) =>
    messages.map((message) => {
      const decoded = decodeGesture(encodeGesture(message));
      if (!decoded || isLiftMessage(decoded)) throw new Error(`not decodable: ${message.kind}`);
      return decoded;
    });

  it('is seen elsewhere as it grows, only new points travelling', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(900), { minLength: 1, maxLength: 12 }), (growth) => {
        const sender = new GestureSender();
        const receiver = new GestureReceiver();
        const points: number[] = [];
        let sent = 0;
        let last: ReturnType<GestureReceiver['receive']> = null;
        for (const triples of growth) {
          for (let i = 0; i < triples; i++) points.push(points.length / 2, i, 0.5);
          for (const message of over(sender.messages(stroke([...points]), false))) {
            if (message.kind === 'points') {
              sent += message.points.length;
              expect(message.points.length).toBeLessThanOrEqual(GESTURE_NUMBERS_MAX);
            }
            last = receiver.receive(message);
          }
        }
        expect(sent).toBe(points.length);
        expect(last?.gesture.points).toEqual(points);
      }),
      { numRuns: 30 },
    );
  });

  it('ends or is cancelled at the other side too', () => {
    for (const landed of [true, false]) {
      const sender = new GestureSender();
      const receiver = new GestureReceiver();
      for (const message of over(sender.messages(stroke([1, 2, 0.5]), false)))
        receiver.receive(message);
      const [end] = over(sender.messages(null, landed));
      expect(end && receiver.receive(end)?.ended).toBe(landed ? 'end' : 'cancel');
    }
  });

  it('shows a box that changes and says nothing while it does not', () => {
    const sender = new GestureSender();
    const rectangle = (width: number): LiveGesture => ({
      ...stroke([]),
      type: 'rectangle',
      box: { x: 0, y: 0, width, height: 5 },
    });
    expect(sender.messages(rectangle(5), false).map(({ kind }) => kind)).toEqual(['start', 'box']);
    expect(sender.messages(rectangle(5), false)).toEqual([]);
    expect(sender.messages(rectangle(6), false).map(({ kind }) => kind)).toEqual(['box']);
  });

  it('shows a line by both of its ends, wherever they go', () => {
    const sender = new GestureSender();
    const receiver = new GestureReceiver();
    const line = (x: number, color = 'black'): LiveGesture => ({
      ...stroke([]),
      type: 'line',
      color,
      path: [0, 0, 0.5, x, 7, 0.5],
    });
    const seen = (gesture: LiveGesture) =>
      over(sender.messages(gesture, false)).map((message) => receiver.receive(message)?.gesture);
    expect(seen(line(5)).at(-1)?.path).toEqual([0, 0, 0.5, 5, 7, 0.5]);
    expect(seen(line(-5)).at(-1)?.path).toEqual([0, 0, 0.5, -5, 7, 0.5]);
    expect(seen(line(-5))).toEqual([]);
    // Another look does not lose where it is.
    expect(seen(line(-5, 'red')).at(-1)).toMatchObject({ color: 'red', path: line(-5).path });
  });

  it('is not shown further when a piece is missing', () => {
    const receiver = new GestureReceiver();
    const [start] = new GestureSender().messages(stroke([]), false);
    if (start) receiver.receive(start);
    expect(receiver.receive({ kind: 'points', id: 's1', at: 3, points: [1, 2, 3] })).toBeNull();
    expect(receiver.receive({ kind: 'end', id: 'other' })).toBeNull();
  });

  it('refuses points that are not triples, too many, or off the board', () => {
    const message = { kind: 'points', id: 's1', at: 0 };
    expect(decodeGesture(bytes({ ...message, points: [1, 2] }))).toBeNull();
    expect(
      decodeGesture(bytes({ ...message, points: Array(GESTURE_NUMBERS_MAX + 3).fill(0) })),
    ).toBeNull();
    expect(decodeGesture(bytes({ ...message, points: [1, 2, 1e12] }))).toBeNull();
  });
});
