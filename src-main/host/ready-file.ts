import { writeFile } from 'node:fs/promises';

/** Names a file that the desktop app writes once it has something on screen. */
export const READY_FILE_VARIABLE = 'DRAWBRIDGE_READY_FILE';

/** Tells whoever started the app that its first window, or the one of a running app, is there. */
export async function tellReady(
  env: Readonly<Record<string, string | undefined>> = process.env,
): Promise<void> {
  const file = env[READY_FILE_VARIABLE];
  if (file !== undefined && file !== '') await writeFile(file, 'ready\n');
}
