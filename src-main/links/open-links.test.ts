import { describe, expect, it } from 'vitest';
import { linkOfArguments, OpenLinks, parseOpenLink } from './open-links.ts';

const LINK = 'drawbridge://join?cell=http%3A%2F%2F127.0.0.1%3A47600#board=abc.def';

describe('a link to a board', () => {
  it('is kept as it is', () => {
    expect(parseOpenLink(LINK)).toBe(LINK);
    expect(parseOpenLink('drawbridge://join?cell=https://cell.example#board=a.b')).not.toBeNull();
  });

  it.each([
    'drawbridge://join',
    'drawbridge://join?cell=http://a.example',
    'drawbridge://join?cell=javascript:alert(1)#board=a.b',
    'drawbridge://join?cell=file:///etc#board=a.b',
    'drawbridge://other?cell=http://a.example#board=a.b',
    'https://a.example/#board=a.b',
    '--inspect',
    '',
    `drawbridge://join?cell=http://a.example#board=${'a'.repeat(5_000)}`,
  ])('is refused: %s', (text) => {
    expect(parseOpenLink(text)).toBeNull();
  });

  it('is found among the arguments', () => {
    expect(linkOfArguments(['electron', '.', '--flag', LINK])).toBe(LINK);
    expect(linkOfArguments(['electron', '.'])).toBeNull();
  });
});

describe('links that wait', () => {
  it('are told of, and given out once, oldest first', () => {
    let told = 0;
    const links = new OpenLinks(() => {
      told += 1;
    });
    const second = `${LINK}2`;
    expect(links.add(LINK)).toBe(true);
    expect(links.add(second)).toBe(true);
    expect(links.add('https://a.example/')).toBe(false);
    expect(links.add(null)).toBe(false);
    expect(told).toBe(2);
    expect(links.take()).toEqual([LINK, second]);
    expect(links.take()).toEqual([]);
  });

  it('wait once each, and not without end', () => {
    const links = new OpenLinks(() => undefined);
    links.add(LINK);
    links.add(LINK);
    expect(links.take()).toHaveLength(1);
    for (let index = 0; index < 100; index += 1) links.add(LINK + index);
    expect(links.take().length).toBeLessThanOrEqual(20);
  });
});
