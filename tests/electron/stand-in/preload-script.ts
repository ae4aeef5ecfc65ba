import { readFileSync } from 'node:fs';
import { Script } from 'node:vm';

/** The page's binding to the test, and the page's function that takes messages from main. */
export const IPC_BINDING = '__standInIpc';
export const DELIVER = '__standInDeliver';

export type PreloadScript =
  | { readonly ok: true; readonly source: string }
  /** Why it cannot run at all; Electron reports such a preload like one that throws. */
  | { readonly ok: false; readonly message: string };

/**
 * Turns a preload file into a script that a page runs before its own: the preload in a function
 * of its own, with the little that a sandboxed preload may require.
 */
export function preloadScript(file: string): PreloadScript {
  let source: string;
  try {
    source = readFileSync(file, 'utf8');
    // Checked here: in the page, the whole script would silently be nothing.
    new Script(`(function (require, module, exports, process) {${source}\n})`);
  } catch (error) {
    return { ok: false, message: String(error) };
  }
  // Transpilers that keep the names of functions wrap them in `__name`.
  const run = `const __name = (value) => value; (${runInPage.toString()})`;
  const preload = `function (require, module, exports, process) {${source}\n}`;
  return { ok: true, source: `{ ${run}(${preload}); }` };
}

type Preload = (
  require: (id: string) => unknown,
  module: { exports: object },
  exports: object,
  process: object,
) => void;
type Listener = (event: object, ...args: unknown[]) => void;
type Binding = (kind: string, channel: string, args: unknown[]) => Promise<unknown>;

/** Runs in the page; its source is all that gets there. */
function runInPage(preload: Preload): void {
  if (window !== window.top || !location.hostname.endsWith('.stand-in.test')) return;
  const scope = window as unknown as Record<string, unknown>;
  const binding = scope.__standInIpc as Binding;
  // The page itself must reach main by the preload alone.
  delete scope.__standInIpc;
  const listeners = new Map<string, Listener[]>();
  Object.defineProperty(window, '__standInDeliver', {
    value: (channel: string, args: unknown[]) => {
      for (const listener of listeners.get(channel) ?? []) listener({}, ...args);
    },
  });
  const freeze = (value: unknown): void => {
    if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return;
    Object.freeze(value);
    Object.values(value).forEach(freeze);
  };
  const refuse = (name: string) => ({
    get(target: object, key: string | symbol): unknown {
      if (key in target) return Reflect.get(target, key);
      throw new Error(`electron stand-in: ${name}.${String(key)} is not known here`);
    },
  });
  const ipcRenderer = new Proxy(
    {
      // A copy is made first, so that what cannot be cloned fails as it does in Electron.
      invoke: async (channel: string, ...args: unknown[]) =>
        binding('invoke', channel, structuredClone(args)),
      on: (channel: string, listener: Listener) => {
        listeners.set(channel, [...(listeners.get(channel) ?? []), listener]);
      },
      removeListener: (channel: string, listener: Listener) => {
        const left = (listeners.get(channel) ?? []).filter((each) => each !== listener);
        listeners.set(channel, left);
      },
    },
    refuse('ipcRenderer'),
  );
  const contextBridge = new Proxy(
    {
      exposeInMainWorld: (key: string, value: unknown) => {
        freeze(value);
        Object.defineProperty(window, key, { value, enumerable: true });
      },
    },
    refuse('contextBridge'),
  );
  const electron = new Proxy({ contextBridge, ipcRenderer }, refuse('electron'));
  const require = (id: string): unknown => {
    if (id === 'electron' || id === 'electron/renderer') return electron;
    throw new Error(`module not found: ${id}`);
  };
  const module = { exports: {} };
  try {
    preload(require, module, module.exports, { sandboxed: true, type: 'renderer', env: {} });
  } catch (error) {
    void binding('preload-error', '', [String(error)]);
  }
}
