import {
  type PickedFile,
  type SaveFileResult,
  type ShareOnNetworkResult,
  shareOnNetworkResultSchema,
} from '../../src-main/desktop-api.ts';
import type { Platform } from './platform.ts';

/** Route of the launcher that opens its cell to the network; other cells do not have it. */
const SHARE_ON_NETWORK_PATH = '/v1/host/share-on-network';
/** How long a download may take to begin before its URL is given back. */
const DOWNLOAD_URL_LIFETIME_MS = 60_000;

const NOT_SUPPORTED: ShareOnNetworkResult = {
  ok: false,
  code: 'not-supported',
  message: 'The host of this page cannot be opened to the network from here.',
};

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** Asks the host of this page to open its cell to the network; only the launcher can. */
export async function askLauncherToShare(
  fetch: typeof globalThis.fetch,
): Promise<ShareOnNetworkResult> {
  try {
    const response = await fetch(SHARE_ON_NETWORK_PATH, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{}',
    });
    if (response.status === 404 || response.status === 405) return NOT_SUPPORTED;
    if (!response.ok) {
      return { ok: false, code: 'failed', message: `The host answered ${response.status}.` };
    }
    const result = shareOnNetworkResultSchema.safeParse(await response.json());
    // A server that answers every path with a page is no launcher.
    return result.success ? result.data : NOT_SUPPORTED;
  } catch (error) {
    if (error instanceof SyntaxError) return NOT_SUPPORTED;
    return { ok: false, code: 'failed', message: messageOf(error) };
  }
}

async function copyText(scope: Window, text: string): Promise<boolean> {
  // Not there on a page of a plain http origin.
  const clipboard: Clipboard | undefined = scope.navigator.clipboard;
  if (clipboard !== undefined) {
    try {
      await clipboard.writeText(text);
      return true;
    } catch (error) {
      if (!(error instanceof DOMException)) throw error;
    }
  }
  return copyBySelection(scope.document, text);
}

/** The way that works without a secure context and without permission, but within a click only. */
function copyBySelection(page: Document, text: string): boolean {
  const focused = page.activeElement;
  const area = page.createElement('textarea');
  area.value = text;
  area.setAttribute('aria-hidden', 'true');
  area.style.position = 'fixed';
  area.style.opacity = '0';
  page.body.append(area);
  area.select();
  const copied = page.execCommand('copy');
  area.remove();
  if (focused instanceof HTMLElement) focused.focus();
  return copied;
}

interface FilePickers {
  showSaveFilePicker?(options: { suggestedName: string }): Promise<FileSystemFileHandle>;
}

async function saveFile(
  scope: Window & FilePickers,
  suggestedName: string,
  bytes: Uint8Array,
  mime: string,
): Promise<SaveFileResult> {
  const blob = new Blob([new Uint8Array(bytes)], { type: mime });
  try {
    if (scope.showSaveFilePicker === undefined) {
      download(scope, suggestedName, blob);
      return { ok: true };
    }
    const handle = await scope.showSaveFilePicker({ suggestedName });
    const file = await handle.createWritable();
    await file.write(blob);
    await file.close();
    return { ok: true };
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') {
      return { ok: false, code: 'cancelled', message: 'No file was chosen.' };
    }
    // The picker needs a click that is not long past; a download does not.
    if (error instanceof DOMException && error.name === 'SecurityError') {
      download(scope, suggestedName, blob);
      return { ok: true };
    }
    return { ok: false, code: 'failed', message: messageOf(error) };
  }
}

function download(scope: Window, name: string, blob: Blob): void {
  const url = URL.createObjectURL(blob);
  const link = scope.document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  scope.setTimeout(() => URL.revokeObjectURL(url), DOWNLOAD_URL_LIFETIME_MS);
}

function pickFile(page: Document, accept: string): Promise<PickedFile | null> {
  return new Promise((resolve, reject) => {
    const input = page.createElement('input');
    input.type = 'file';
    input.accept = accept;
    input.addEventListener('cancel', () => resolve(null), { once: true });
    input.addEventListener(
      'change',
      () => {
        const file = input.files?.[0];
        if (file === undefined) {
          resolve(null);
          return;
        }
        file
          .arrayBuffer()
          .then((buffer) => resolve({ name: file.name, bytes: new Uint8Array(buffer) }), reject);
      },
      { once: true },
    );
    input.click();
  });
}

/** The platform of a page in a browser. */
export function createWebPlatform(scope: Window): Platform {
  const { protocol, origin } = scope.location;
  return {
    kind: 'web',
    cellOrigin: async () => (/^https?:$/.test(protocol) ? origin : null),
    shareOnNetwork: () => askLauncherToShare((...request) => scope.fetch(...request)),
    copyText: (text) => copyText(scope, text),
    saveFile: (suggestedName, bytes, mime) => saveFile(scope, suggestedName, bytes, mime),
    pickFile: (accept) => pickFile(scope.document, accept),
    onCommand: () => () => undefined,
    onOpenLink: () => () => undefined,
    setTitle(title) {
      scope.document.title = title;
    },
    setMenu: () => undefined,
    setTheme: () => undefined,
    onClosing: () => () => undefined,
  };
}
