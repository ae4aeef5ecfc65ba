// Runs an app's built main bundle in plain Node, with the module `electron` replaced.
// Arguments: the app's folder, then those of the app. Joined to the test by the process's channel.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { compileFunction, constants } from 'node:vm';
import { z } from 'zod';
import type { BrowserSide, MainSide } from '../contract.ts';
import { join as joinProcesses, type Remote, type Wire } from '../rpc.ts';
import { createElectron } from './electron-module.ts';
import type { StandInState } from './state.ts';

/** Whether this process is the first on its user data, and the folder of the system's folders. */
export const LOCK_VARIABLE = 'STAND_IN_LOCK';
export const SYSTEM_FOLDER_VARIABLE = 'STAND_IN_SYSTEM_FOLDER';

const ELECTRON_VERSION = '45.4.1';
const packageSchema = z.object({ main: z.string() });

function processWire(): Wire {
  return {
    send: (message) => {
      process.send?.(message);
    },
    onMessage: (listener) => {
      process.on('message', listener);
    },
    onEnd: (listener) => {
      process.on('disconnect', listener);
    },
  };
}

/** Makes this process look like Electron's to a program that asks. */
function pose(appPath: string, args: readonly string[]): void {
  process.argv = ['electron', appPath, ...args];
  Object.defineProperty(process, 'type', { value: 'browser' });
  Object.defineProperty(process, 'versions', {
    value: { ...process.versions, electron: ELECTRON_VERSION },
  });
}

/** Runs the bundle as Node runs a CommonJS module, but for its `require('electron')`. */
function runBundle(file: string, electron: object): void {
  const ownRequire = createRequire(file);
  const require = (id: string): unknown =>
    id === 'electron' || id === 'electron/main' ? electron : ownRequire(id);
  const module = { exports: {} };
  const run = compileFunction(
    readFileSync(file, 'utf8'),
    ['exports', 'require', 'module', '__filename', '__dirname'],
    { filename: file, importModuleDynamically: constants.USE_MAIN_CONTEXT_DEFAULT_LOADER },
  );
  run(module.exports, require, module, file, dirname(file));
}

const [appPath = '', ...args] = process.argv.slice(2);
pose(appPath, args);

// Each half needs the other: the test's calls are answered once Electron is there.
const side: { current: MainSide | null } = { current: null };
const ours = new Proxy({} as Record<string, (...values: never[]) => unknown>, {
  get: (_target, name) => side.current?.[name as keyof MainSide],
});
const browser: Remote<BrowserSide> = joinProcesses<BrowserSide>(processWire(), ours);
const state: StandInState = {
  browser,
  recorded: [],
  isReady: false,
  hasLock: process.env[LOCK_VARIABLE] !== '0',
};
const electron = createElectron(state, {
  appPath,
  args,
  systemFolder: process.env[SYSTEM_FOLDER_VARIABLE] ?? '',
  exit: (code) => process.exit(code),
});
side.current = electron.side;
process.on('SIGTERM', () => electron.app.quit());
// The test is gone: nobody would end this process.
process.on('disconnect', () => process.exit(1));

const { main } = packageSchema.parse(
  JSON.parse(readFileSync(join(appPath, 'package.json'), 'utf8')),
);
runBundle(join(appPath, main), electron.module);
setImmediate(() => {
  state.isReady = true;
  electron.app.emit('will-finish-launching');
  electron.app.emit('ready', {}, {});
});
