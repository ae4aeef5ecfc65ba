import { type Browser, type BrowserContext, chromium, type LaunchOptions } from 'playwright-core';
import { findChromium } from './chromium.ts';
import type { NetworkHost } from './network.ts';

/** Quiet, quick and without its own network traffic, which would disturb measurements. */
const BASE_ARGUMENTS = [
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
] as const;

export interface ChromiumArguments {
  /**
   * Whether WebRTC names this computer by `.local` names in place of addresses, as browsers do.
   * Default false: many test machines have no multicast DNS to resolve them.
   */
  readonly mdns?: boolean;
  readonly extra?: readonly string[];
  /** Where in a test network the browser runs; absent: on this machine's own. */
  readonly host?: NetworkHost;
}

/** The command line of a test browser. */
export function chromiumArguments({ mdns = false, extra = [] }: ChromiumArguments = {}): string[] {
  const isRoot = process.platform === 'linux' && process.getuid?.() === 0;
  return [
    ...BASE_ARGUMENTS,
    ...(isRoot ? ['--no-sandbox'] : []),
    ...(mdns ? [] : ['--disable-features=WebRtcHideLocalIpsWithMdns']),
    ...extra,
  ];
}

/** Launch options for a test browser. @throws when there is none: the gate looks before it runs */
export function launchOptions(options: ChromiumArguments = {}): LaunchOptions {
  const executablePath = findChromium();
  if (executablePath === undefined) throw new Error('no Chromium was found');
  return {
    executablePath: options.host?.wrapper(executablePath) ?? executablePath,
    headless: true,
    args: chromiumArguments(options),
  };
}

/** A browser process of its own, without a profile on disk. */
export function launchBrowser(options: ChromiumArguments = {}): Promise<Browser> {
  return chromium.launch(launchOptions(options));
}

/** A browser process of its own on a profile that outlives it. */
export function launchProfile(
  folder: string,
  options: ChromiumArguments = {},
): Promise<BrowserContext> {
  return chromium.launchPersistentContext(folder, launchOptions(options));
}
