import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import type { Contender } from './contender.ts';

const BYTES_PER_MB = 1e6;
const BYTES_PER_KB = 1024;

const processes = z.object({
  processInfo: z.array(z.object({ type: z.string(), id: z.number() })),
});

/** Heap of the page after a collection, and resident memory of its process where the system says. */
export async function memoryOf({
  page,
  cdp,
}: Contender): Promise<{ heapMb: number; processMb: number }> {
  await cdp.send('HeapProfiler.collectGarbage');
  const { usedSize } = await cdp.send('Runtime.getHeapUsage');
  const browser = page.context().browser();
  if (!browser) throw new Error('the page has no browser');
  const session = await browser.newBrowserCDPSession();
  const { processInfo } = processes.parse(await session.send('SystemInfo.getProcessInfo'));
  await session.detach();
  const sizes = await Promise.all(
    processInfo.filter(({ type }) => type === 'renderer').map(({ id }) => residentMb(id)),
  );
  return { heapMb: usedSize / BYTES_PER_MB, processMb: Math.max(...sizes) };
}

/** NaN where there is no /proc. */
async function residentMb(processId: number): Promise<number> {
  if (process.platform !== 'linux') return Number.NaN;
  const status = await readFile(`/proc/${processId}/status`, 'utf8');
  const kilobytes = Number(/^VmRSS:\s+(\d+)/m.exec(status)?.[1] ?? Number.NaN);
  return (kilobytes * BYTES_PER_KB) / BYTES_PER_MB;
}
