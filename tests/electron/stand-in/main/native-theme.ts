import { EventEmitter } from 'node:events';
import type { StandInState } from './state.ts';

/** Electron's `nativeTheme`, over a system whose theme the test sets. */
export class NativeThemeStandIn extends EventEmitter {
  readonly #state: StandInState;
  #source = 'system';
  #isSystemDark = false;

  constructor(state: StandInState) {
    super();
    this.#state = state;
  }

  get themeSource(): string {
    return this.#source;
  }

  set themeSource(source: string) {
    if (!['system', 'light', 'dark'].includes(source))
      throw new TypeError(`not a theme: ${source}`);
    this.#change(() => {
      this.#source = source;
    });
  }

  get shouldUseDarkColors(): boolean {
    return this.#source === 'system' ? this.#isSystemDark : this.#source === 'dark';
  }

  setSystemDark(isDark: boolean): void {
    this.#change(() => {
      this.#isSystemDark = isDark;
    });
  }

  #change(change: () => void): void {
    const before = this.shouldUseDarkColors;
    change();
    if (this.shouldUseDarkColors === before) return;
    void this.#state.browser.setDark(this.shouldUseDarkColors);
    setImmediate(() => this.emit('updated'));
  }
}
