import type { CDPSession, Page } from 'playwright-core';
import { z } from 'zod';

/** Marks each frame in the trace; the page's own user timing. */
const FRAME_MARK = 'bench-frame';
const INPUT_EVENTS = new Set(['pointermove', 'pointerdown', 'pointerup', 'wheel', 'keydown']);
/** A frame with less work and no input is an idle one. */
const IDLE_FRAME_MS = 1;
const MICROSECONDS_PER_MS = 1000;

/** Runs in the page: marks every frame, so that idle ones are told from missed ones. */
export const FRAME_MARKER = `(() => {
  const mark = () => { performance.mark('${FRAME_MARK}'); performance.clearMarks('${FRAME_MARK}'); requestAnimationFrame(mark); };
  requestAnimationFrame(mark);
})();`;

const traceEvent = z.object({
  name: z.string(),
  ph: z.string(),
  ts: z.number().default(0),
  dur: z.number().default(0),
  tdur: z.number().optional(),
  pid: z.number(),
  tid: z.number(),
  args: z.record(z.string(), z.unknown()).default({}),
});
type TraceEvent = z.infer<typeof traceEvent>;

export interface FrameFigures {
  /** Main-thread CPU of each busy frame, ascending, in milliseconds. */
  readonly busyMs: readonly number[];
  /** Main-thread CPU of the whole gesture, in milliseconds. */
  readonly totalMs: number;
  readonly framesPerSecond: number;
  /** The longest single task by the clock, in milliseconds. */
  readonly longestTaskMs: number;
}

/** Records what the page's main thread does while `act` runs. */
export async function traceFrames(
  cdp: CDPSession,
  page: Page,
  act: () => Promise<void>,
): Promise<FrameFigures> {
  const raw: unknown[] = [];
  const collect = ({ value }: { value: unknown[] }): void => {
    raw.push(...value);
  };
  cdp.on('Tracing.dataCollected', collect);
  await cdp.send('Tracing.start', {
    transferMode: 'ReportEvents',
    traceConfig: {
      recordMode: 'recordAsMuchAsPossible',
      includedCategories: ['toplevel', 'blink.user_timing', 'devtools.timeline'],
      excludedCategories: ['*'],
    },
  });
  await page.evaluate(() => performance.mark('bench-start'));
  await act();
  await page.evaluate(() => performance.mark('bench-end'));
  const complete = new Promise((resolve) => {
    cdp.once('Tracing.tracingComplete', resolve);
  });
  await cdp.send('Tracing.end');
  await complete;
  cdp.off('Tracing.dataCollected', collect);
  return framesOf(raw);
}

function framesOf(raw: readonly unknown[]): FrameFigures {
  const events = raw.flatMap((value): TraceEvent[] => {
    const parsed = traceEvent.safeParse(value);
    return parsed.success ? [parsed.data] : [];
  });
  const start = events.find(({ name }) => name === 'bench-start');
  const end = events.find(({ name, ts }) => name === 'bench-end' && ts > (start?.ts ?? 0));
  if (!start || !end) throw new Error('the trace lacks its marks');
  const onMain = events
    .filter(
      ({ pid, tid, ts }) =>
        pid === start.pid && tid === start.tid && ts >= start.ts && ts <= end.ts,
    )
    .sort((a, b) => a.ts - b.ts);
  const marks = onMain.filter(({ name }) => name === FRAME_MARK).map(({ ts }) => ts);
  const work = new Float64Array(marks.length + 1);
  const hasInput = new Uint8Array(marks.length + 1);
  let [frame, totalMs, longestTaskMs] = [0, 0, 0];
  for (const event of onMain) {
    while (frame < marks.length && event.ts >= (marks[frame] ?? Number.POSITIVE_INFINITY)) {
      frame += 1;
    }
    if (event.name.endsWith('RunTask') && event.ph === 'X') {
      const ms = (event.tdur ?? event.dur) / MICROSECONDS_PER_MS;
      work[frame] = (work[frame] ?? 0) + ms;
      totalMs += ms;
      longestTaskMs = Math.max(longestTaskMs, event.dur / MICROSECONDS_PER_MS);
    } else if (event.name === 'EventDispatch' && isInput(event)) {
      hasInput[frame] = 1;
    }
  }
  const busyMs = [...work]
    .filter((ms, i) => hasInput[i] === 1 || ms >= IDLE_FRAME_MS)
    .sort((a, b) => a - b);
  const seconds = (end.ts - start.ts) / MICROSECONDS_PER_MS / 1000;
  return { busyMs, totalMs, framesPerSecond: marks.length / seconds, longestTaskMs };
}

function isInput({ args }: TraceEvent): boolean {
  const { data } = args;
  const type = typeof data === 'object' && data !== null && 'type' in data ? data.type : undefined;
  return typeof type === 'string' && INPUT_EVENTS.has(type);
}

/** The value that a share of ascending values lies below. */
export function quantile(ascending: readonly number[], share: number): number {
  return (
    ascending[Math.min(ascending.length - 1, Math.floor(ascending.length * share))] ?? Number.NaN
  );
}
