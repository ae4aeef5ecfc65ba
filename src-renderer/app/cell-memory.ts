import { type CellConfig, cellConfigSchema } from '../../signaling/protocol.ts';
import type { Registry } from '../storage/registry.ts';

/** A cell's last known configuration: its ICE servers are needed while it is down, too. */
export async function cachedCellConfig(
  registry: Registry,
  origin: string,
): Promise<CellConfig | null> {
  const known = await registry.cell(origin);
  const parsed = cellConfigSchema.safeParse(known?.config);
  return parsed.success ? parsed.data : null;
}

/** Whether this profile has met people at this cell before. */
export const isKnownCell = async (registry: Registry, origin: string): Promise<boolean> =>
  (await registry.cell(origin)) !== null;
