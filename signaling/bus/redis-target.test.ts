import { expect, it } from 'vitest';
import { parseRedisUrl } from './redis-target.ts';

it('reads one server, a cluster, and sentinels', () => {
  const url = 'rediss://user:secret@redis.example.org:6380/2';
  expect(parseRedisUrl(url)).toEqual({ kind: 'single', url });
  expect(parseRedisUrl('redis+cluster://one:7000,two')).toEqual({
    kind: 'cluster',
    nodes: [
      { host: 'one', port: 7000 },
      { host: 'two', port: 6379 },
    ],
  });
  expect(parseRedisUrl('redis+sentinel://one,two:26380/main')).toEqual({
    kind: 'sentinel',
    sentinels: [
      { host: 'one', port: 26_379 },
      { host: 'two', port: 26_380 },
    ],
    name: 'main',
  });
});

it.each([
  '',
  'redis.example.org',
  'http://redis.example.org',
  'redis://',
  'redis://one,two',
  'redis+cluster://',
  'redis+cluster://one/main',
  'redis+sentinel://one',
  'redis+sentinel://one,,two/main',
])('takes %j for none of them', (text) => {
  expect(parseRedisUrl(text)).toBeUndefined();
});
