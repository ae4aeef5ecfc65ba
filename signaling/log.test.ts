import { describe, expect, it } from 'vitest';
import { jsonLogger, limitedLogger } from './log.ts';

describe('the log', () => {
  it('is one JSON object a line', () => {
    const lines: string[] = [];
    const log = jsonLogger(
      (line) => lines.push(line),
      () => new Date(0),
    );
    log.info('listening', { url: 'http://127.0.0.1:4444' });
    log.error('line\nfeed');
    expect(lines.every((line) => line.indexOf('\n') === line.length - 1)).toBe(true);
    expect(lines.map((line) => JSON.parse(line))).toEqual([
      {
        time: '1970-01-01T00:00:00.000Z',
        level: 'info',
        msg: 'listening',
        url: 'http://127.0.0.1:4444',
      },
      { time: '1970-01-01T00:00:00.000Z', level: 'error', msg: 'line\nfeed' },
    ]);
  });

  it('says how many lines it left out', () => {
    const lines: string[] = [];
    let nowMs = 0;
    const log = limitedLogger(
      jsonLogger((line) => lines.push(line)),
      2,
      () => nowMs,
    );
    for (let i = 0; i < 10; i += 1) log.warn('frame refused');
    expect(lines).toHaveLength(2);
    nowMs += 60_000;
    log.warn('frame refused');
    expect(lines.slice(2).map((line) => JSON.parse(line))).toMatchObject([
      { msg: 'log lines left out', count: 8 },
      { msg: 'frame refused' },
    ]);
  });
});
