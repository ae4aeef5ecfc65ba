import { isAbsolute } from 'node:path';
import { z } from 'zod';
import { BUILT_IN_CELL_PORT } from './built-in-cell.ts';

/** Names the folder in which the app keeps boards, window and logs; an absolute path. */
export const USER_DATA_VARIABLE = 'DRAWBRIDGE_USER_DATA';
/** The first port that the app's own cell tries; 0 = any. */
export const CELL_PORT_VARIABLE = 'DRAWBRIDGE_CELL_PORT';

const MAX_PORT = 65_535;
const portSchema = z
  .string()
  .regex(/^\d{1,5}$/)
  .transform(Number)
  .pipe(z.number().max(MAX_PORT));

export interface HostEnvironment {
  /** Null = the system's usual place. */
  readonly userData: string | null;
  readonly cellPort: number;
  /** What was set and makes no sense, as a sentence each; the usual is taken in its place. */
  readonly problems: readonly string[];
}

/** Reads what a person may set from outside. */
export function readHostEnvironment(
  env: Readonly<Record<string, string | undefined>>,
): HostEnvironment {
  const problems: string[] = [];
  const userData = env[USER_DATA_VARIABLE] || null;
  const isUsable = userData === null || isAbsolute(userData);
  if (!isUsable) problems.push(`${USER_DATA_VARIABLE} must be an absolute path: ${userData}`);
  const portText = env[CELL_PORT_VARIABLE] || String(BUILT_IN_CELL_PORT);
  const port = portSchema.safeParse(portText);
  if (!port.success) problems.push(`${CELL_PORT_VARIABLE} must be a port: ${portText}`);
  return {
    userData: isUsable ? userData : null,
    cellPort: port.success ? port.data : BUILT_IN_CELL_PORT,
    problems,
  };
}
