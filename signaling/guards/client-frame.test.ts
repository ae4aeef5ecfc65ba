import { describe, expect, it } from 'vitest';
import { readClientFrame } from './client-frame.ts';

const codeOf = (text: string): string => {
  const result = readClientFrame(text);
  return result.ok ? 'ok' : `${result.code} ${result.closeCode}`;
};
const deep = (depth: number): string => `${'{"a":'.repeat(depth)}1${'}'.repeat(depth)}`;

describe('a frame of a client', () => {
  it.each([
    '{"type":"ping"}',
    '{"type":"subscribe","topics":[]}',
    '{"type":"subscribe","topics":["a","b"]}',
    '{"type":"unsubscribe","topics":["a"]}',
    '{"type":"publish","topic":"a","data":"dGV4dA=="}',
    '{"type":"publish","topic":"a","data":{"type":"announce","from":"x"}}',
    `{"type":"publish","topic":"a","data":${deep(30)}}`,
  ])('takes %s', (text) => {
    expect(codeOf(text)).toBe('ok');
  });

  it('leaves out fields it does not know', () => {
    expect(readClientFrame('{"type":"ping","clients":7}')).toEqual({
      ok: true,
      message: { type: 'ping' },
    });
  });

  it.each(['', '{', 'undefined', '{"type":"ping"}}', '\u0000', 'NaN', "{'type':'ping'}"])(
    'is no JSON: %j',
    (text) => {
      expect(codeOf(text)).toBe('invalid-json 1007');
    },
  );

  it.each([
    'null',
    '[]',
    '"ping"',
    '{}',
    '{"type":"shutdown"}',
    '{"type":["ping"]}',
    '{"type":"subscribe"}',
    '{"type":"subscribe","topics":"a"}',
    '{"type":"subscribe","topics":[1]}',
    '{"type":"subscribe","topics":[""]}',
    `{"type":"subscribe","topics":["${'x'.repeat(257)}"]}`,
    `{"type":"subscribe","topics":${JSON.stringify(Array.from({ length: 51 }, (_, index) => String(index)))}}`,
    '{"type":"publish","topic":"a"}',
    '{"type":"publish","topic":"a","data":1}',
    '{"type":"publish","topic":"a","data":null}',
    '{"type":"publish","topic":"a","data":[1]}',
    '{"type":"publish","topic":{"toString":1},"data":"x"}',
  ])('has wrong fields: %s', (text) => {
    expect(codeOf(text)).toBe('invalid-message 1008');
  });

  it.each([
    '{"type":"publish","topic":"a","data":{"__proto__":{"admin":true}}}',
    '{"type":"publish","topic":"a","data":{"b":[{"constructor":{"prototype":{}}}]}}',
    '{"type":"publish","topic":"a","data":{"\\u005f_proto__":1}}',
    '{"type":"ping","__proto__":{"type":"subscribe"}}',
  ])('tries to reach a prototype: %s', (text) => {
    expect(codeOf(text)).toBe('invalid-message 1008');
    expect(Object.hasOwn(Object.prototype, 'admin')).toBe(false);
  });

  it('is too deep', () => {
    expect(codeOf(`{"type":"publish","topic":"a","data":${deep(40)}}`)).toBe('too-deep 1008');
    expect(codeOf('['.repeat(60_000))).toBe('too-deep 1008');
  });
});
