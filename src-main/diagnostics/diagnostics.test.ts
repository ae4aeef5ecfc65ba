import { EventEmitter } from 'node:events';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openLogFile } from './log-file.ts';
import { catchMainErrors, ignoreClosedOutput } from './main-errors.ts';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'drawbridge-log-'));
});
afterEach(() => rm(folder, { recursive: true }));

const fail = (error: unknown): never => {
  throw error;
};

describe('the log file', () => {
  it('is there at once, one JSON object a line', async () => {
    const log = openLogFile(join(folder, 'logs'), fail);
    log.error('it failed', { message: 'no\nspace' });
    log.info('going on');
    const lines = (await readFile(log.path, 'utf8')).trimEnd().split('\n');
    expect(lines.map((line) => JSON.parse(line))).toMatchObject([
      { level: 'error', msg: 'it failed', message: 'no\nspace' },
      { level: 'info', msg: 'going on' },
    ]);
  });

  it('holds nothing that opens a board', async () => {
    const log = openLogFile(folder, fail);
    log.warn('opened drawbridge://join?cell=http://c.test#board=sEcret-1_2.oWner', {
      url: 'http://c.test/#board=sEcret-1_2',
    });
    const text = await readFile(log.path, 'utf8');
    expect(text).not.toMatch(/sEcret|oWner/);
    expect(text).toContain('http://c.test');
  });

  it('does not grow without end', async () => {
    const log = openLogFile(folder, fail, 1000);
    for (let index = 0; index < 100; index += 1) log.info('a line of some length', { index });
    expect((await readdir(folder)).sort()).toEqual(['main.log', 'main.old.log']);
    expect((await readFile(log.path, 'utf8')).length).toBeLessThan(1200);
  });

  it('tells once that it cannot be written', async () => {
    await writeFile(join(folder, 'file'), '');
    const errors: unknown[] = [];
    const log = openLogFile(join(folder, 'file', 'logs'), (error) => errors.push(error));
    log.info('one');
    log.info('two');
    expect(errors).toHaveLength(1);
  });
});

describe('an error that nothing caught', () => {
  function caught(tell: (error: unknown) => Promise<void>) {
    const process = new EventEmitter();
    const log = openLogFile(folder, fail);
    catchMainErrors(process, { log, tell });
    return { process, text: () => readFile(log.path, 'utf8') };
  }

  it('is logged with its stack, and told', async () => {
    const told: unknown[] = [];
    const { process, text } = caught(async (error) => void told.push(error));
    const error = new Error('broken timer');
    process.emit('uncaughtException', error);
    expect(told).toEqual([error]);
    expect(await text()).toContain('diagnostics.test.ts');
  });

  it('is told once, however often it comes, and one at a time', async () => {
    const told: unknown[] = [];
    let read: () => void = () => undefined;
    const { process, text } = caught((error) => {
      told.push(error);
      return new Promise((resolve) => {
        read = resolve;
      });
    });
    process.emit('uncaughtException', new Error('first'));
    process.emit('uncaughtException', new Error('first'));
    process.emit('unhandledRejection', new Error('while the first is shown'));
    expect(told).toHaveLength(1);
    expect((await text()).trimEnd().split('\n')).toHaveLength(3);
    read();
    await expect
      .poll(() => {
        process.emit('unhandledRejection', 'another');
        return told.length;
      })
      .toBe(2);
  });

  it('is logged even when it cannot be shown', async () => {
    const { process, text } = caught(() => Promise.reject(new Error('no display')));
    process.emit('uncaughtException', new Error('broken'));
    await expect.poll(text).toContain('no display');
  });
});

describe('output that nobody reads any more', () => {
  it('is no error, but any other failure of it is', () => {
    const stream = new EventEmitter();
    ignoreClosedOutput(stream);
    stream.emit('error', Object.assign(new Error('write EPIPE'), { code: 'EPIPE' }));
    expect(() => stream.emit('error', Object.assign(new Error('x'), { code: 'ENOSPC' }))).toThrow();
  });
});
