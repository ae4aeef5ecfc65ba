import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { buildCell, REPOSITORY } from '../../scripts/build/targets.ts';
import { freePort } from '../../signaling/testing/free-port.ts';
import { waitUntil } from '../../signaling/testing/wait.ts';
import { finalStage, type Instruction, readDockerfile } from '../support/dockerfile.ts';

/** Whom containers call `nobody`; only root may become somebody else. */
const NOBODY = process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : {};
const PAGE = '<!doctype html><title>The web client</title>';

let image: readonly Instruction[] = [];
let folder = '';

const wordsOf = (name: string): readonly string[] =>
  image.find((instruction) => instruction.name === name)?.words ?? [];

/** Runs what the image runs: with its folder, its environment, and without rights. */
function run(command: readonly string[], environment: Record<string, string>) {
  const [program = '', ...args] = command;
  const env = Object.fromEntries(
    wordsOf('ENV').map((word) => {
      const [name = '', value = ''] = word.split('=');
      return [name, value];
    }),
  );
  const child = spawn(program === 'node' ? process.execPath : program, args, {
    cwd: folder,
    env: { ...env, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
    ...NOBODY,
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk: Buffer) => {
      output += chunk.toString();
    });
  }
  onTestFinished(() => {
    child.kill('SIGKILL');
  });
  return { child, output: () => output, ended: once(child, 'exit') };
}

describe('the container', () => {
  beforeAll(async () => {
    const instructions = readDockerfile(
      await readFile(join(REPOSITORY, 'signaling/deploy/Dockerfile'), 'utf8'),
    );
    image = finalStage(instructions);
    folder = await mkdtemp(join(tmpdir(), 'drawbridge-container-'));
    await chmod(folder, 0o755);
    for (const { name, words } of image) {
      const [source = '', target = ''] = words;
      if (name !== 'COPY') continue;
      const from = source.replace('/src/', '');
      const to = target.endsWith('/')
        ? join(folder, target, from.split('/').at(-1) ?? '')
        : join(folder, target);
      await mkdir(dirname(to), { recursive: true });
      if (from === 'out/cell') await buildCell(to);
      else if (from === 'out/web') await mkdir(to);
      else await cp(join(REPOSITORY, from), to);
    }
    await writeFile(join(folder, 'out/web/index.html'), PAGE);
    return () => rm(folder, { recursive: true, force: true });
  }, 60_000);

  it('serves, is healthy, keeps mailboxes in its volume only, and stops when told to (SC-14)', async () => {
    const data = await mkdtemp(join(tmpdir(), 'drawbridge-container-data-'));
    await chmod(data, 0o777);
    onTestFinished(() => rm(data, { recursive: true, force: true }));
    const port = await freePort();
    const environment = {
      DRAWBRIDGE_CELL_PORT: String(port),
      DRAWBRIDGE_CELL_BEHIND_PROXY: 'true',
      DRAWBRIDGE_CELL_DATA_FOLDER: data,
    };
    const check = wordsOf('HEALTHCHECK').slice(1);
    const early = run(check, environment);
    expect((await early.ended)[0]).toBe(1);
    expect(early.output()).toMatch(/^The cell does not answer: [^\n]+\n$/);

    const cell = run(wordsOf('ENTRYPOINT'), environment);
    await waitUntil(() => cell.output().includes('"msg":"listening"'), cell.output);
    const late = run(check, environment);
    expect([(await late.ended)[0], late.output()]).toEqual([0, 'alive\n']);
    expect(await (await fetch(`http://127.0.0.1:${port}/`)).text()).toBe(PAGE);
    const config = await (await fetch(`http://127.0.0.1:${port}/v1/config`)).json();
    expect(config).toMatchObject({ product: 'drawbridge', mailbox: { durable: true } });
    cell.child.kill('SIGTERM');
    expect((await cell.ended)[0]).toBe(0);
    expect(cell.output()).toContain('"msg":"stopped"');
  });

  it('says what is wrong with a setting and ends', async () => {
    const cell = run(wordsOf('ENTRYPOINT'), { DRAWBRIDGE_CELL_REDIS: 'nowhere' });
    expect((await cell.ended)[0]).toBe(2);
    expect(cell.output()).toMatch(/^DRAWBRIDGE_CELL_REDIS is not valid: must be redis:/);
  });
});
