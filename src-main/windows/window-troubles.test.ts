import { EventEmitter } from 'node:events';
import { describe, expect, it } from 'vitest';
import { silentLogger } from '../../signaling/log.ts';
import { hostTexts } from '../texts/index.ts';
import { type TroubleQuestion, watchTroubles } from './window-troubles.ts';

function troubled(...answers: readonly number[]) {
  const left = [...answers];
  const asked: TroubleQuestion[] = [];
  const done: string[] = [];
  const contents = Object.assign(new EventEmitter(), {
    forcefullyCrashRenderer: () => {
      done.push('ended');
      contents.emit('render-process-gone', {}, { reason: 'killed', exitCode: 9 });
    },
  });
  watchTroubles({
    contents,
    log: silentLogger,
    ask: (question) => {
      asked.push(question);
      const answer = left.shift();
      // Without an answer the question stays until it is taken away.
      return answer === undefined
        ? new Promise((resolve) => {
            question.signal?.addEventListener('abort', () => resolve(question.escapeIndex));
          })
        : Promise.resolve(answer);
    },
    load: () => done.push('loaded'),
    closeWindow: () => done.push('closed'),
    quit: () => done.push('quit'),
  });
  const texts = hostTexts('en');
  return { contents, asked, done, titles: () => asked.map(({ title }) => texts(title)) };
}
const crash = { reason: 'crashed', exitCode: 139 };

describe('a page that ended', () => {
  it('is loaded again when asked for, else the window goes', async () => {
    const { contents, done, titles } = troubled(0, 1);
    contents.emit('render-process-gone', {}, crash);
    await expect.poll(() => done).toEqual(['loaded']);
    contents.emit('render-process-gone', {}, crash);
    await expect.poll(() => done).toEqual(['loaded', 'closed']);
    expect(titles()).toEqual(['The window stopped working', 'The window stopped working']);
  });

  it('is no trouble when it was meant to', () => {
    const { contents, asked } = troubled();
    contents.emit('render-process-gone', {}, { reason: 'clean-exit', exitCode: 0 });
    expect(asked).toEqual([]);
  });
});

describe('a page that hangs', () => {
  it('is ended and loaded again, without another question', async () => {
    const { contents, asked, done } = troubled(1);
    contents.emit('unresponsive');
    await expect.poll(() => done).toEqual(['ended', 'loaded']);
    expect(asked).toHaveLength(1);
  });

  it('is waited for, and the question goes when it answers again', async () => {
    const { contents, asked, done } = troubled();
    contents.emit('unresponsive');
    contents.emit('unresponsive');
    expect(asked).toHaveLength(1);
    contents.emit('responsive');
    expect(asked[0]?.signal?.aborted).toBe(true);
    await Promise.resolve();
    contents.emit('unresponsive');
    expect(asked).toHaveLength(2);
    expect(done).toEqual([]);
  });
});

describe('a page that does not load', () => {
  it('is tried again, or given up', async () => {
    const { contents, done } = troubled(0, 1);
    contents.emit('did-fail-load', {}, -6, 'ERR_FILE_NOT_FOUND', 'drawbridge-app://app/', true);
    await expect.poll(() => done).toEqual(['loaded']);
    contents.emit('did-fail-load', {}, -2, 'ERR_FAILED', 'drawbridge-app://app/', true);
    await expect.poll(() => done).toEqual(['loaded', 'quit']);
  });

  it('is none when only a part did not, or another load took its place', () => {
    const { contents, asked } = troubled();
    contents.emit('did-fail-load', {}, -6, 'ERR_FILE_NOT_FOUND', 'drawbridge-app://app/x', false);
    contents.emit('did-fail-load', {}, -3, 'ERR_ABORTED', 'drawbridge-app://app/', true);
    expect(asked).toEqual([]);
  });
});

describe('a preload that does not load', () => {
  it('is told, and the window stays or the app quits', async () => {
    const { contents, done, titles } = troubled(0, 1);
    contents.emit('preload-error', {}, '/app/preload.cjs', new SyntaxError('Unexpected token'));
    contents.emit('preload-error', {}, '/app/preload.cjs', new SyntaxError('Unexpected token'));
    await expect.poll(() => done).toEqual(['quit']);
    expect(titles()[0]).toBe('A part of Drawbridge did not load');
  });
});
