import { randomUUID } from 'node:crypto';
import { readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { basename } from 'node:path';
import type { OpenDialogOptions, SaveDialogOptions } from 'electron';
import {
  type AppMenu,
  FILE_MAX_BYTES,
  type PickedFile,
  type SaveFileResult,
  type ThemeSource,
} from '../desktop-api.ts';
import type { BuiltInCell } from '../host/built-in-cell.ts';
import type { RequestHandlers } from '../security/request-guard.ts';
import { filtersOfAccept, filtersOfName } from './file-filters.ts';

/** What the requests need of the system; Electron's own in the app. */
export interface DesktopServices {
  /** Settles when the built-in cell runs; null when it could not start. */
  readonly cell: Promise<BuiltInCell | null>;
  writeClipboard(text: string): void;
  showSaveDialog(
    options: SaveDialogOptions,
  ): Promise<{ readonly canceled: boolean; readonly filePath?: string }>;
  showOpenDialog(
    options: OpenDialogOptions,
  ): Promise<{ readonly canceled: boolean; readonly filePaths: readonly string[] }>;
  setTitle(title: string): void;
  setMenu(menu: AppMenu): void;
  setTheme(theme: ThemeSource): void;
  takeOpenLinks(): readonly string[];
  readyToClose(): void;
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** Writes beside the target and renames, so that a crash leaves the old file or the new one whole. */
async function writeWhole(path: string, bytes: Uint8Array): Promise<void> {
  const temporary = `${path}.${randomUUID()}.tmp`;
  try {
    await writeFile(temporary, bytes, { flush: true });
    await rename(temporary, path);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
}

async function saveFile(
  services: DesktopServices,
  suggestedName: string,
  bytes: Uint8Array,
): Promise<SaveFileResult> {
  const { canceled, filePath } = await services.showSaveDialog({
    defaultPath: suggestedName,
    filters: filtersOfName(suggestedName),
  });
  if (canceled || filePath === undefined || filePath === '') {
    return { ok: false, code: 'cancelled', message: 'No file was chosen.' };
  }
  try {
    await writeWhole(filePath, bytes);
    return { ok: true };
  } catch (error) {
    return { ok: false, code: 'failed', message: messageOf(error) };
  }
}

async function pickFile(services: DesktopServices, accept: string): Promise<PickedFile | null> {
  const { canceled, filePaths } = await services.showOpenDialog({
    properties: ['openFile'],
    filters: filtersOfAccept(accept),
  });
  const [path] = filePaths;
  if (canceled || path === undefined) return null;
  const { size } = await stat(path);
  if (size > FILE_MAX_BYTES) throw new RangeError(`${basename(path)} is too large to open`);
  return { name: basename(path), bytes: new Uint8Array(await readFile(path)) };
}

/** What the host does for its renderer; arguments were checked before. */
export function createRequestHandlers(services: DesktopServices): RequestHandlers {
  return {
    cellOrigin: async () => (await services.cell)?.origin ?? null,
    shareOnNetwork: async () =>
      (await (await services.cell)?.shareOnNetwork()) ?? {
        ok: false,
        code: 'failed',
        message: 'The built-in cell could not start.',
      },
    copyText: (text) => {
      services.writeClipboard(text);
      return true;
    },
    saveFile: (suggestedName, bytes) => saveFile(services, suggestedName, bytes),
    pickFile: (accept) => pickFile(services, accept),
    setTitle: (title) => {
      services.setTitle(title);
      return null;
    },
    setMenu: (menu) => {
      services.setMenu(menu);
      return null;
    },
    setTheme: (theme) => {
      services.setTheme(theme);
      return null;
    },
    takeOpenLinks: () => services.takeOpenLinks(),
    readyToClose: () => {
      services.readyToClose();
      return null;
    },
  };
}
