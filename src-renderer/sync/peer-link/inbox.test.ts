import { describe, expect, it } from 'vitest';
import { INBOX_TURN_MS, Inbox } from './inbox.ts';

/** An inbox with a clock and turns of its own; each message takes as many ms as its first byte says. */
function inboxAtHand() {
  let nowMs = 0;
  const turns: (() => void)[] = [];
  const dealt: number[] = [];
  const inbox: Inbox = new Inbox({
    deal: (message) => {
      dealt.push(message[1] ?? 0);
      nowMs += message[0] ?? 0;
      onDeal(message);
    },
    now: () => nowMs,
    later: (run) => turns.push(run),
  });
  let onDeal: (message: Uint8Array) => void = () => undefined;
  return {
    inbox,
    dealt,
    push: (costMs: number, name: number) => inbox.push(new Uint8Array([costMs, name])),
    turn: () => turns.shift()?.(),
    turnsLeft: () => turns.length,
    onDeal: (listener: (message: Uint8Array) => void) => {
      onDeal = listener;
    },
  };
}

describe('the inbox of bulk messages', () => {
  it('deals at once with what nothing stands before', () => {
    const { inbox, dealt, push } = inboxAtHand();
    push(1, 1);
    push(1, 2);
    expect(dealt).toEqual([1, 2]);
    expect(inbox.idle).toBe(true);
  });

  it('leaves the rest for later turns once one has taken its time, in order', () => {
    const { inbox, dealt, push, turn } = inboxAtHand();
    for (const name of [1, 2, 3, 4]) push(INBOX_TURN_MS, name);
    expect(dealt).toEqual([1]);
    expect(inbox.idle).toBe(false);
    turn();
    expect(dealt).toEqual([1, 2]);
    push(0, 5);
    expect(dealt).toEqual([1, 2]);
    turn();
    turn();
    turn();
    expect(dealt).toEqual([1, 2, 3, 4, 5]);
    expect(inbox.idle).toBe(true);
  });

  it('asks for no turn when there is nothing to come back for', () => {
    const { push, turn, turnsLeft } = inboxAtHand();
    push(1, 1);
    turn();
    expect(turnsLeft()).toBe(0);
  });

  it('deals with all that is left when told so', () => {
    const { inbox, dealt, push } = inboxAtHand();
    for (const name of [1, 2, 3]) push(INBOX_TURN_MS * 2, name);
    inbox.flush();
    expect(dealt).toEqual([1, 2, 3]);
  });

  it('forgets the rest when it is stopped, also from within', () => {
    const { inbox, dealt, push, turn, onDeal } = inboxAtHand();
    for (const name of [1, 2, 3]) push(INBOX_TURN_MS, name);
    onDeal(() => inbox.stop());
    inbox.flush();
    turn();
    push(1, 4);
    expect(dealt).toEqual([1, 2]);
  });

  it('keeps the order of what comes while it deals', () => {
    const { dealt, push, onDeal } = inboxAtHand();
    onDeal(([, name]) => {
      if (name === 1) push(0, 2);
    });
    push(0, 1);
    expect(dealt).toEqual([1, 2]);
  });

  it('goes on with the next message after one that threw', () => {
    const { dealt, push, turn, onDeal } = inboxAtHand();
    onDeal(([, name]) => {
      if (name === 1) throw new Error('from a listener');
    });
    expect(() => push(0, 1)).toThrow('from a listener');
    push(0, 2);
    turn();
    expect(dealt).toEqual([1, 2]);
  });
});
