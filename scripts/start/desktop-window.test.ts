import { describe, expect, it } from 'vitest';
import { startDesktop } from './desktop-window.ts';

/** Poses as Electron: this Node with a program in its place. */
const launch = (program: string) =>
  startDesktop({ executable: process.execPath, args: ['-e', program] });

const TELL_READY = "require('node:fs').writeFileSync(process.env.DRAWBRIDGE_READY_FILE, 'ready');";

describe('starting the desktop app', () => {
  it('waits until its first window is ready, then for its end', async () => {
    const start = await launch(`${TELL_READY} setInterval(() => {}, 1000)`);
    if (!start.ok) throw new Error(start.message);
    start.process.kill('SIGTERM');
    expect(await start.ended).toBe(1);
  });

  it('passes its exit code on', async () => {
    const start = await launch(`${TELL_READY} setTimeout(() => process.exit(7), 400)`);
    expect(start.ok && (await start.ended)).toBe(7);
  });

  it('quotes the last line of one that ends before', async () => {
    const start = await launch(
      "console.error('[1:ERROR] ozone\\nMissing X server or $DISPLAY\\n'); process.exit(1)",
    );
    expect(start).toEqual({ ok: false, message: 'Missing X server or $DISPLAY' });
  });

  it('does not take a silent end for success', async () => {
    expect(await launch('process.exit(0)')).toEqual({
      ok: false,
      message: 'it ended with code 0',
    });
  });

  it('takes a hand-over to a running app for success', async () => {
    expect((await launch(`${TELL_READY} process.exit(0)`)).ok).toBe(true);
  });

  it('says why a runtime that is no program did not start', async () => {
    const start = await startDesktop({ executable: '/nonexistent/electron', args: [] });
    expect(start).toMatchObject({ ok: false, message: expect.stringContaining('ENOENT') });
  });
});
