import { expect, it } from 'vitest';
import { WaitingMessages } from './waiting-messages.ts';

const LIMITS = { maxMessages: 3, maxBytes: 100, maxAgeMs: 1_000 };
const body = (text: string): Buffer => Buffer.from(text);
const texts = (bodies: readonly Buffer[]): string[] => bodies.map((its) => its.toString());

it('gives each room its own, in order, once', () => {
  const waiting = new WaitingMessages(LIMITS);
  waiting.push('a', body('1'));
  waiting.push('b', body('2'));
  waiting.push('a', body('3'));
  expect(texts(waiting.take('a'))).toEqual(['1', '3']);
  expect(waiting.take('a')).toEqual([]);
  expect(texts(waiting.take('b'))).toEqual(['2']);
  expect(waiting.dropped).toBe(0);
});

it('gives up the oldest beyond its number and its bytes', () => {
  const waiting = new WaitingMessages(LIMITS);
  for (let i = 1; i <= 5; i += 1) waiting.push('a', body(`${i}`));
  expect(texts(waiting.take('a'))).toEqual(['3', '4', '5']);
  waiting.push('a', Buffer.alloc(60));
  waiting.push('a', Buffer.alloc(60, 'x'));
  expect(texts(waiting.take('a'))).toEqual(['x'.repeat(60)]);
  expect(waiting.dropped).toBe(3);
});

it('gives up what has become too old', () => {
  let nowMs = 0;
  const waiting = new WaitingMessages(LIMITS, () => nowMs);
  waiting.push('a', body('old'));
  nowMs = 600;
  waiting.push('a', body('new'));
  nowMs = 1_200;
  expect(texts(waiting.take('a'))).toEqual(['new']);
  expect(waiting.size).toBe(0);
});
