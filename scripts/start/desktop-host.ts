import { join } from 'node:path';
import { buildIfStale } from '../build/build-if-stale.ts';
import { REPOSITORY } from '../build/targets.ts';
import { noDesktopReason } from './desktop-possible.ts';
import { startDesktop } from './desktop-window.ts';
import { findElectronRuntime, installElectronRuntime } from './electron-runtime.ts';
import type { Environment } from './environment.ts';

type Say = (line: string) => void;

const ELECTRON_PACKAGE = join(REPOSITORY, 'node_modules', 'electron');

export type DesktopRun =
  | { readonly kind: 'ran'; readonly exitCode: number }
  /** Why there is no desktop window, as a clause. */
  | { readonly kind: 'unavailable'; readonly why: string };

const REASONS = {
  'no-display': 'there is no display',
  root: 'Electron does not run as root on Linux',
} as const;

async function runtime(
  { env }: Environment,
  electronPackage: string,
  say: Say,
): Promise<{ path: string } | { why: string }> {
  const found = findElectronRuntime(electronPackage, env);
  if (found !== null) return { path: found };
  say('Downloading the Electron runtime …');
  const installed = await installElectronRuntime({
    script: join(electronPackage, 'install.js'),
    growing: [join(electronPackage, 'dist')],
    say,
  });
  const path = findElectronRuntime(electronPackage, env);
  if (path !== null) return { path };
  const message = installed.ok ? 'it is incomplete' : installed.message;
  return { why: `the Electron runtime cannot be had (${message})` };
}

export interface DesktopParts {
  /** `node_modules/electron`. */
  readonly electronPackage: string;
  readonly build: (say: Say) => Promise<unknown>;
}

const OWN_PARTS: DesktopParts = {
  electronPackage: ELECTRON_PACKAGE,
  build: (say) => buildIfStale('desktop', say),
};

/** Opens the desktop app where Electron can run, and waits for its end. */
export async function runDesktopHost(
  environment: Environment,
  say: Say,
  { electronPackage, build }: DesktopParts = OWN_PARTS,
): Promise<DesktopRun> {
  const reason = noDesktopReason(environment);
  if (reason !== undefined) return { kind: 'unavailable', why: REASONS[reason] };
  const electron = await runtime(environment, electronPackage, say);
  if ('why' in electron) return { kind: 'unavailable', why: electron.why };
  await build(say);
  const start = await startDesktop({ executable: electron.path, args: [REPOSITORY] });
  if (!start.ok) return { kind: 'unavailable', why: `Electron ended early: "${start.message}"` };
  const { process: child } = start;
  // Ctrl+C reaches both; a signal to this process alone is passed on.
  const end = (): void => void child.kill('SIGTERM');
  process.once('SIGINT', end);
  process.once('SIGTERM', end);
  const exitCode = await start.ended;
  process.off('SIGINT', end);
  process.off('SIGTERM', end);
  return { kind: 'ran', exitCode };
}
