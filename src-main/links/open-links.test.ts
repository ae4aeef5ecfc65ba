import { describe, expect, it } from 'vitest';
import { linkOf, linkOfArguments, OpenLinks } from './open-links.ts';

const LINK = 'drawbridge://join?cell=http%3A%2F%2F127.0.0.1%3A47600#board=abc.def';

describe('what the app was opened with', () => {
  it('is kept as it is when it is a link', () => {
    expect(linkOf(LINK)).toBe(LINK);
    expect(linkOf(LINK.replace('drawbridge', 'Drawbridge'))).not.toBeNull();
  });

  it('is passed on when it is a broken link, so that somebody says so', () => {
    for (const broken of ['drawbridge://join', 'drawbridge://join?cell=javascript:alert(1)#x']) {
      expect(linkOf(broken)).toBe(broken);
    }
    expect(linkOf(`${LINK}${'a'.repeat(5_000)}`)).toBe('drawbridge:');
  });

  it.each(['https://a.example/#board=a.b', '--inspect', '', 'file:///etc/passwd', '/a/board.file'])(
    'is dropped when it is something else: %s',
    (text) => {
      expect(linkOf(text)).toBeNull();
    },
  );

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
