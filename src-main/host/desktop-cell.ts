import { CellStartError } from '../../signaling/cell.ts';
import {
  BUILT_IN_CELL_PORT,
  type BuiltInCell,
  type BuiltInCellOptions,
  startBuiltInCell,
} from './built-in-cell.ts';

/** Ports tried from the first one on, so that links keep naming the same one where they can. */
const PORT_TRIES = 10;

/**
 * Starts the desktop app's cell on the usual port, else on one beside it: the app keeps boards by
 * its own origin, so that no board depends on the port. Null when none could be had; the app then
 * works with other cells.
 */
export async function startDesktopCell(
  options: Omit<BuiltInCellOptions, 'port'> & { readonly firstPort?: number },
  onError: (error: CellStartError) => void,
): Promise<BuiltInCell | null> {
  const { firstPort = BUILT_IN_CELL_PORT, ...rest } = options;
  for (let offset = 0; offset < PORT_TRIES; offset += 1) {
    try {
      return await startBuiltInCell({ ...rest, port: firstPort === 0 ? 0 : firstPort + offset });
    } catch (error) {
      if (!(error instanceof CellStartError)) throw error;
      const isLast = offset === PORT_TRIES - 1;
      if (error.code !== 'port-in-use' || isLast) {
        onError(error);
        return null;
      }
    }
  }
  return null;
}
