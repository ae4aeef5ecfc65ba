import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { selfSignedCertificate } from '../testing/self-signed.ts';
import { startTestCell } from '../testing/test-cell.ts';
import { TestClient } from '../testing/test-client.ts';
import { waitUntil } from '../testing/wait.ts';
import { startFromCommandLine } from './start.ts';

async function start(...args: string[]) {
  const lines: string[] = [];
  const result = await startFromCommandLine({
    args,
    env: {},
    defaultWebRoot: '/nonexistent/web',
    write: (line) => lines.push(line),
    pid: 1234,
  });
  if (result.ok && result.kind === 'running') onTestFinished(() => result.cell.stop());
  return { result, lines, entries: () => lines.map((line): unknown => JSON.parse(line)) };
}

const tlsFlags = (cert: string, key: string): string[] =>
  `--port 0 --tls-cert ${cert} --tls-key ${key}`.split(' ');

async function certificateFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'drawbridge-tls-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const { cert, key } = selfSignedCertificate();
  await writeFile(join(folder, 'cert.pem'), cert);
  await writeFile(join(folder, 'key.pem'), key);
  await writeFile(join(folder, 'broken.pem'), cert.replace(/[A-Z]{4}/, 'AAAA').slice(0, 200));
  return folder;
}

describe('starting from the command line', () => {
  it('logs one line with url and pid', async () => {
    const { result, entries } = await start('--port', '0');
    if (!result.ok || result.kind !== 'running') throw new Error('not running');
    expect(entries()).toMatchObject([
      { level: 'info', msg: 'listening', url: result.cell.url, pid: 1234 },
    ]);
  });

  it('reads the certificate', async () => {
    const folder = await certificateFolder();
    const { entries } = await start(...tlsFlags(join(folder, 'cert.pem'), join(folder, 'key.pem')));
    expect(entries()).toMatchObject([{ msg: 'listening', url: expect.stringMatching(/^https:/) }]);
  });

  it.each([
    { cert: 'missing.pem', key: 'key.pem' },
    { cert: 'cert.pem', key: 'missing.pem' },
    { cert: 'broken.pem', key: 'key.pem' },
    { cert: 'cert.pem', key: 'cert.pem' },
  ])('says in one sentence why not: $cert, $key', async ({ cert, key }) => {
    const folder = await certificateFolder();
    const { result, lines } = await start(...tlsFlags(join(folder, cert), join(folder, key)));
    expect(result).toMatchObject({ ok: false, exitCode: 1 });
    if (!result.ok) expect(result.message).toMatch(/^The (certificate|key)[^\n]+\.$/);
    expect(lines).toEqual([]);
  });

  it('keeps mailboxes in the data folder, and says when it cannot', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'drawbridge-data-'));
    onTestFinished(() => rm(folder, { recursive: true }));
    const { result } = await start('--port', '0', '--data-folder', join(folder, 'data'));
    if (!result.ok || result.kind !== 'running') throw new Error('not running');
    const config: unknown = await (await fetch(`${result.cell.url}/v1/config`)).json();
    expect(config).toMatchObject({ mailbox: { durable: true } });
    await writeFile(join(folder, 'a-file'), '');
    for (const unusable of ['data', 'a-file']) {
      const refused = await start('--port', '0', '--data-folder', join(folder, unusable));
      expect(refused.result).toMatchObject({
        ok: false,
        exitCode: 1,
        message: expect.stringMatching(/^The data folder cannot be used: .+\.$/),
      });
    }
  });

  it('says that the port is in use, and that a flag is wrong', async () => {
    const { port } = await startTestCell();
    expect((await start('--port', String(port))).result).toEqual({
      ok: false,
      exitCode: 1,
      message: `Port ${port} on 127.0.0.1 is in use by another program.`,
    });
    expect((await start('--prot', '1')).result).toMatchObject({ ok: false, exitCode: 2 });
  });

  it('keeps rooms, messages and candidates out of the log', async () => {
    const { result, lines } = await start('--port', '0');
    if (!result.ok || result.kind !== 'running') throw new Error('not running');
    const { cell } = result;
    const client = await TestClient.connect(cell.url);
    await client.subscribe('SENSITIVE-room');
    client.publish('SENSITIVE-room', { candidate: 'SENSITIVE 192.0.2.7' });
    client.publish('SENSITIVE-other', 'SENSITIVE data');
    client.socket.send('{"type":"publish","topic":"SENSITIVE-room","data":7}');
    await client.closed();
    await waitUntil(() => lines.length > 1);
    expect(lines.join('')).toContain('invalid-message');
    expect(lines.join('')).not.toMatch(/SENSITIVE|192\.0\.2\.7/);
  });
});
