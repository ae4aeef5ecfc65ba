import { describe, expect, it } from 'vitest';
import { DEFAULT_LIMITS } from '../limits.ts';
import { printConfiguration } from './configuration.ts';
import { CONFIGURATION_KEYS } from './keys.ts';
import { readConfiguration } from './read-configuration.ts';
import { usage } from './usage.ts';

const TURN = '[{"urls":"turn:turn.example.org","username":"u","credential":"top secret"}]';

const read = (args: readonly string[], env: Record<string, string> = {}, file?: string) =>
  readConfiguration(args, env, () => {
    if (file === undefined) throw new Error('there is no such file');
    return file;
  });

const configurationOf = (...input: Parameters<typeof read>) => {
  const result = read(...input);
  if (!result.ok || result.kind === 'help') throw new Error(JSON.stringify(result));
  return result.configuration;
};

const refusalOf = (...input: Parameters<typeof read>): string => {
  const result = read(...input);
  if (result.ok) throw new Error('was taken');
  return result.message;
};

describe('the configuration', () => {
  it('has a default for everything', () => {
    expect(configurationOf([])).toMatchObject({
      host: '127.0.0.1',
      port: 4444,
      iceServers: [],
      limits: DEFAULT_LIMITS,
    });
  });

  it('takes the command line before the environment before the file', () => {
    const file = JSON.stringify({ port: 1, host: '127.0.0.2', limits: { maxSockets: 5 } });
    const env = { DRAWBRIDGE_CELL_PORT: '2', DRAWBRIDGE_CELL_LIMITS_MAX_SOCKETS: '6' };
    const args = ['--config', 'cell.json', '--port', '3'];
    expect(configurationOf(args, env, file)).toMatchObject({
      port: 3,
      host: '127.0.0.2',
      limits: { ...DEFAULT_LIMITS, maxSockets: 6 },
    });
    expect(configurationOf([], { ...env, DRAWBRIDGE_CELL_CONFIG: 'x' }, file).port).toBe(2);
  });

  it('has every setting in the file, in the environment and on the command line', () => {
    expect(CONFIGURATION_KEYS.length).toBeGreaterThan(30);
    const help = usage();
    for (const { path, flag, variable, kind } of CONFIGURATION_KEYS) {
      expect(help).toContain(`${variable}, --${flag}`);
      const limit = path[0] === 'limits';
      if (!limit || kind !== 'number') continue;
      const name = path[1] ?? '';
      expect(configurationOf([`--${flag}`, '7']).limits).toMatchObject({ [name]: 7 });
      expect(configurationOf([], { [variable]: '7' }).limits).toMatchObject({ [name]: 7 });
    }
  });

  it('takes switches and lists', () => {
    expect(configurationOf(['--lan', '--host', '0.0.0.0'])).toMatchObject({ lan: true });
    expect(configurationOf([], { DRAWBRIDGE_CELL_LAN: 'true' }).lan).toBe(true);
    const origins = ['https://one.example', 'https://two.example:444'];
    expect(configurationOf([], { DRAWBRIDGE_CELL_ORIGINS: origins.join(', ') }).origins).toEqual(
      origins,
    );
    expect(configurationOf(origins.map((origin) => `--origins=${origin}`)).origins).toEqual(
      origins,
    );
  });

  it('takes ICE servers as URLs and as JSON, together', () => {
    const args = ['--ice', 'stun:one.example', '--ice=stun:two.example', '--ice-servers', TURN];
    expect(configurationOf(args).iceServers.map((server) => server.urls)).toEqual([
      'stun:one.example',
      'stun:two.example',
      'turn:turn.example.org',
    ]);
  });

  it('may be shown, with its secrets hidden', () => {
    const args = ['--print-config', '--ice-servers', TURN, '--turn-urls', 'turn:t.example'];
    const env = {
      DRAWBRIDGE_CELL_TURN_SECRET: 'turn secret, long enough',
      DRAWBRIDGE_CELL_ADMIN_TOKEN: 'admin token, long enough',
    };
    const result = read(args, env);
    expect(result).toMatchObject({ ok: true, kind: 'print' });
    const text = printConfiguration(configurationOf(args, env));
    expect(text).not.toMatch(/secret,|token,|top secret/);
    expect(JSON.parse(text)).toMatchObject({ turn: { secret: '***' }, adminToken: '***' });
  });

  it('may ask for help', () => {
    expect(read(['--help'])).toEqual({ ok: true, kind: 'help' });
  });
});

describe('a wrong configuration', () => {
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
    ['--turn-urls', 'turn:a'],
    ['--turn-secret', 'short'],
    ['--redis', 'redis.example.org'],
    ['--redis', 'redis+sentinel://one'],
    ['--node-url', 'node-1'],
    ['--origins', 'example.org'],
    ['--origins', 'https://example.org/path'],
    ['--limits-max-sockets', '0'],
    ['--limits-max-sockets', '1.5'],
    ['--limits-ping-interval-ms', '99999999999'],
    ['--admin-token', 'short'],
    ['--host', '0.0.0.0'],
    ['--config', 'missing.json'],
  ])('is told in one sentence: %s %s', (...args) => {
    expect(refusalOf(args)).toMatch(/^[^\n]{10,250}\.$/);
  });

  it.each([
    ['{"prot": 1}', 'There is no setting prot (in cell.json).'],
    ['{"limits": {"maxSocket": 1}}', 'There is no setting limits.maxSocket (in cell.json).'],
    ['{"port": "80"}', 'port is not valid: Invalid input: expected number, received string.'],
    ['[1]', 'The configuration cell.json cannot be used: it is no JSON object.'],
    [
      '{"adminToken": "a secret,',
      'The configuration cell.json cannot be used: it is not valid JSON.',
    ],
  ])('names the key of the file: %s', (file, message) => {
    expect(refusalOf(['--config', 'cell.json'], {}, file)).toBe(message);
  });

  it('names the variable, also one that is none', () => {
    expect(refusalOf([], { DRAWBRIDGE_CELL_PORT: 'x' })).toMatch(/^DRAWBRIDGE_CELL_PORT is not/);
    expect(refusalOf([], { DRAWBRIDGE_CELL_PROT: '1' })).toBe(
      'There is no setting DRAWBRIDGE_CELL_PROT.',
    );
    expect(refusalOf([], { DRAWBRIDGE_CELL_LAN: 'yes' })).toContain('true or false');
  });

  it('does not repeat credentials in what it says', () => {
    const message = refusalOf([], { DRAWBRIDGE_CELL_ICE_SERVERS: `${TURN}]` });
    expect(message).toBe('DRAWBRIDGE_CELL_ICE_SERVERS is not valid JSON.');
  });

  it('keeps mailboxes in Redis or in a folder, and hides a password of Redis', () => {
    const redis = 'redis://:the-password@redis.example.org';
    expect(refusalOf(['--redis', redis, '--data-folder', 'data'])).toBe(
      'redis and dataFolder do not go together: with redis, mailboxes are kept there.',
    );
    expect(printConfiguration(configurationOf(['--redis', redis]))).not.toContain('the-password');
    expect(refusalOf(['--redis', `${redis},x`])).not.toContain('the-password');
  });

  it('is plain http beyond this computer, unless that is meant', () => {
    expect(refusalOf(['--host', '0.0.0.0'])).toContain('https is needed');
    for (const flag of ['--lan', '--behind-proxy']) {
      expect(configurationOf(['--host', '0.0.0.0', flag]).host).toBe('0.0.0.0');
    }
    const tls = ['--tls-cert', 'a.pem', '--tls-key', 'b.pem'];
    expect(configurationOf(['--host', '::', ...tls]).tls).toEqual({ cert: 'a.pem', key: 'b.pem' });
    for (const host of ['127.0.0.1', '127.1.2.3', '::1', 'localhost']) {
      expect(configurationOf(['--host', host]).host).toBe(host);
    }
  });
});
