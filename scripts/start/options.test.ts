import { describe, expect, it } from 'vitest';
import { parseStartOptions } from './options.ts';

const optionsOf = (...args: string[]) => {
  const parsed = parseStartOptions(args);
  if (!parsed.ok) throw new Error(parsed.message);
  return parsed.options;
};

describe('the arguments of npm start', () => {
  it('mean the desktop app, and the fixed port in a browser', () => {
    expect(optionsOf()).toEqual({
      port: 47_600,
      portGiven: false,
      open: true,
      browserOnly: false,
      help: false,
    });
  });

  it('choose a port, or no window, and then no desktop app', () => {
    expect(optionsOf('--port', '5000')).toMatchObject({
      port: 5000,
      portGiven: true,
      browserOnly: true,
    });
    expect(optionsOf('--no-open')).toMatchObject({ open: false, browserOnly: true });
  });

  it.each([
    [['--port', '70000']],
    [['--port', '-1']],
    [['--port', 'x']],
    [['--prot', '1']],
    [['x']],
  ])('are refused with a sentence: %j', (args) => {
    expect(parseStartOptions(args)).toEqual({ ok: false, message: expect.any(String) });
  });
});
