import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { describe, expect, it, onTestFinished } from 'vitest';
import { TestClient } from './testing/test-client.ts';
import { waitUntil, withDeadline } from './testing/wait.ts';

const REPOSITORY = fileURLToPath(new URL('..', import.meta.url));
const START_DEADLINE_MS = 15_000;

function run(...args: string[]) {
  const child = spawn(
    process.execPath,
    ['scripts/run.mjs', 'signaling/main.ts', '--web-root', '/nonexistent/web', ...args],
    { cwd: REPOSITORY, stdio: ['ignore', 'pipe', 'pipe'] },
  );
  onTestFinished(() => {
    child.kill('SIGKILL');
  });
  const output = { stdout: '', stderr: '' };
  child.stdout.on('data', (chunk) => {
    output.stdout += String(chunk);
  });
  child.stderr.on('data', (chunk) => {
    output.stderr += String(chunk);
  });
  const exited = withDeadline(
    new Promise<number | null>((resolve) => {
      child.once('close', resolve);
    }),
    'the exit of the server',
    START_DEADLINE_MS,
  );
  return { child, output, exited };
}

describe('the signaling server as a process', () => {
  it('tells its url and pid, serves, and stops gracefully on SIGTERM', async () => {
    const { child, output, exited } = run('--port', '0');
    await waitUntil(
      () => output.stdout.includes('"msg":"listening"'),
      () => JSON.stringify(output),
      START_DEADLINE_MS,
    );
    const entries = (): Record<string, unknown>[] =>
      output.stdout
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line));
    const listening = entries().find((entry) => entry.msg === 'listening');
    expect(listening?.pid).toBe(child.pid);
    const client = await TestClient.connect(String(listening?.url));
    child.kill('SIGTERM');
    child.kill('SIGTERM');
    expect(await client.closed()).toEqual({ code: 1001, reason: 'server-stopping' });
    expect(await exited).toBe(0);
    expect(entries().map((entry) => entry.msg)).toEqual(['listening', 'stopping', 'stopped']);
    expect(output.stderr).toBe('');
  });

  it('goes on when nobody reads its log any more', async () => {
    const { child, output } = run('--port', '0');
    await waitUntil(
      () => output.stdout.includes('\n'),
      () => JSON.stringify(output),
      START_DEADLINE_MS,
    );
    const { url } = JSON.parse(output.stdout);
    child.stdout.destroy();
    for (let i = 0; i < 5; i += 1) {
      const attacker = await TestClient.connect(String(url));
      attacker.socket.send('{');
      expect(await attacker.closed()).toMatchObject({ code: 1007 });
    }
    expect((await fetch(`${url}/livez`)).status).toBe(200);
  });

  it('says in one line what is wrong, and exits with 2', async () => {
    const { output, exited } = run('--prot', '1');
    expect(await exited).toBe(2);
    expect(output).toEqual({ stdout: '', stderr: "Unknown option '--prot'; see --help.\n" });
  });
});
