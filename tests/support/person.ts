import { execFileSync } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BrowserContext, Page } from '@playwright/test';
import { BoardPage } from './board-page.ts';
import { type ChromiumArguments, launchProfile } from './launch.ts';

export { comparable, haveEqualBoards, type ScriptRecord } from './board-page.ts';

/**
 * Somebody at a browser process of his or her own: nothing is shared with another person but the
 * network, so what passes between two of them has passed over real WebRTC.
 */
export class Person extends BoardPage {
  /** Errors that the page did not handle. */
  readonly errors: string[];
  readonly #context: BrowserContext;
  readonly #folder: string;

  private constructor(context: BrowserContext, page: Page, folder: string, errors: string[]) {
    super(page);
    this.#context = context;
    this.#folder = folder;
    this.errors = errors;
  }

  /** @param folder profile to use; a fresh one when absent */
  static async arrive(options: ChromiumArguments = {}, folder?: string): Promise<Person> {
    const profile = folder ?? (await mkdtemp(join(tmpdir(), 'drawbridge-person-')));
    const context = await launchProfile(profile, options);
    const page = context.pages()[0] ?? (await context.newPage());
    await page.setViewportSize({ width: 1280, height: 800 });
    const errors: string[] = [];
    page.on('pageerror', (error) => errors.push(String(error)));
    return new Person(context, page, profile, errors);
  }

  get folder(): string {
    return this.#folder;
  }

  /** Opens an address and waits until a board is there. */
  async open(address: string): Promise<void> {
    await this.page.goto(address);
    await this.boardIsOpen();
  }

  /** Takes this computer off the network for pages (not for links that are open). */
  setOffline(offline: boolean): Promise<void> {
    return this.#context.setOffline(offline);
  }

  /** `kill -9` of the whole browser; the profile stays. */
  async crash(): Promise<void> {
    const closed = new Promise((resolve) => {
      this.#context.once('close', resolve);
    });
    // All processes of this browser name its profile folder, and no other process does.
    execFileSync('pkill', ['-9', '-f', this.#folder]);
    await closed;
  }

  /** The computer sleeps: nothing of this browser runs. @returns wakes it */
  sleep(): () => void {
    const signal = (name: string) => execFileSync('pkill', [`-${name}`, '-f', this.#folder]);
    signal('STOP');
    return () => {
      signal('CONT');
    };
  }

  /** Closes the browser as a person does; the profile stays. */
  async leave(): Promise<void> {
    await this.page.close({ runBeforeUnload: true }).catch((error: unknown) => {
      // The page may be gone already.
      if (!String(error).includes('closed')) throw error;
    });
    await this.#context.close();
  }

  /** Closes the browser and throws the profile away. */
  async done(): Promise<void> {
    await this.#context.close();
    await rm(this.#folder, { recursive: true, force: true, maxRetries: 5 });
  }
}
