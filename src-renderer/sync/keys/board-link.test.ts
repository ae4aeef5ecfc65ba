import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatAppLink, formatWebLink, parseBoardLink, parseCellOrigin } from './board-link.ts';
import { randomBytes } from './bytes.ts';

const link = {
  cell: 'https://cell.example',
  editSecret: randomBytes(32),
  ownerPublicKey: randomBytes(32),
};

describe('a board link', () => {
  it('survives the way through both of its forms', () => {
    expect(parseBoardLink(formatWebLink(link))).toEqual({ ok: true, link });
    expect(parseBoardLink(formatAppLink(link))).toEqual({ ok: true, link });
  });

  it('keeps the secret in the fragment, which browsers never send', () => {
    const url = new URL(formatWebLink(link));
    expect(url.pathname + url.search).toBe('/');
  });

  it.each([
    ['hello', 'not-a-link'],
    ['ftp://cell.example/#board=a.b', 'not-a-link'],
    ['https://cell.example/', 'no-board'],
    ['drawbridge://join#board=x', 'bad-cell-address'],
    [formatWebLink(link).slice(0, -1), 'truncated'],
    [formatWebLink(link).slice(0, 50), 'truncated'],
    [formatWebLink(link).replace('board=', 'board=%20'), 'damaged-secret'],
  ])('%s is refused as %s', (text, code) => {
    expect(parseBoardLink(text)).toEqual({ ok: false, code });
  });

  it('never throws, whatever is pasted', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.webUrl({ withFragments: true })), (text) => {
        expect(typeof parseBoardLink(text).ok).toBe('boolean');
      }),
    );
  });
});

describe("a cell's address", () => {
  it.each([
    ['cell.example', 'https://cell.example'],
    ['https://cell.example/some/path?x', 'https://cell.example'],
    ['127.0.0.1:4444', 'http://127.0.0.1:4444'],
    ['localhost:1', 'http://localhost:1'],
    ['http://10.0.0.5:4444', 'http://10.0.0.5:4444'],
    ['', null],
    ['ftp://cell.example', null],
    ['https://user:pw@cell.example', null],
    ['not an address', null],
  ])('%s means %s', (text, origin) => {
    expect(parseCellOrigin(text)).toBe(origin);
  });
});
