import { describe, expect, it } from 'vitest';
import { readArguments } from './arguments.ts';

const configurationOf = (args: string[], env: Record<string, string> = {}) => {
  const read = readArguments(args, env);
  if (!read.ok || read.kind !== 'start') throw new Error(JSON.stringify(read));
  return read.configuration;
};
const TURN = '[{"urls":"turn:turn.example.org","username":"u","credential":"top secret"}]';

describe('the command line', () => {
  it('may be empty', () => {
    expect(configurationOf([])).toEqual({ host: '127.0.0.1', port: 4444, iceServers: [] });
  });

  it('says where and how to listen', () => {
    expect(
      configurationOf(
        '--host 0.0.0.0 --port 0 --tls-cert a.pem --tls-key b.pem --web-root web --data-folder data'.split(
          ' ',
        ),
      ),
    ).toEqual({
      host: '0.0.0.0',
      port: 0,
      tls: { certPath: 'a.pem', keyPath: 'b.pem' },
      webRoot: 'web',
      dataFolder: 'data',
      iceServers: [],
    });
  });

  it('takes ICE servers as URLs and as JSON, together', () => {
    const args = ['--ice', 'stun:one.example', '--ice=stun:two.example', '--ice-servers', TURN];
    expect(configurationOf(args).iceServers.map((server) => server.urls)).toEqual([
      'stun:one.example',
      'stun:two.example',
      'turn:turn.example.org',
    ]);
  });

  it('goes before the environment', () => {
    const env = { DRAWBRIDGE_ICE_SERVERS: TURN };
    expect(configurationOf([], env).iceServers).toHaveLength(1);
    expect(configurationOf(['--ice', 'stun:one.example'], env).iceServers).toEqual([
      { urls: 'stun:one.example' },
    ]);
  });

  it('may ask for help', () => {
    expect(readArguments(['--help'], {})).toEqual({ ok: true, kind: 'help' });
  });

  it.each([
    ['--bogus'],
    ['extra'],
    ['--host'],
    ['--port', 'abc'],
    ['--port', '-1'],
    ['--port', '65536'],
    ['--port', '1e3'],
    ['--port', ''],
    ['--tls-cert', 'a.pem'],
    ['--tls-key', 'a.pem'],
    ['--ice', 'http://example.org'],
    ['--ice', 'turn:without.credentials'],
    ['--ice-servers', '{'],
    ['--ice-servers', '{"urls":"stun:a"}'],
  ])('is wrong: %s %s', (...args) => {
    const read = readArguments(args, {});
    expect(read.ok).toBe(false);
    if (!read.ok) expect(read.message).toMatch(/^[^\n]{10,160}\.$/);
  });

  it('does not repeat credentials in what it says', () => {
    const read = readArguments([], { DRAWBRIDGE_ICE_SERVERS: `${TURN}]` });
    expect(read).toEqual({ ok: false, message: 'DRAWBRIDGE_ICE_SERVERS is not valid JSON.' });
  });
});
