import type { DialogKind } from '../contract.ts';
import { cloneable, record, type StandInState } from './state.ts';

interface Answerable {
  readonly signal?: AbortSignal;
  readonly cancelId?: number;
}

/** Electron's dialogs, answered as the test has said before. One that it did not expect throws. */
export class Dialogs {
  readonly #state: StandInState;
  readonly #answers = new Map<DialogKind, unknown[]>();
  readonly module: object;

  constructor(state: StandInState) {
    this.#state = state;
    this.module = {
      showMessageBox: this.#dialog('showMessageBox'),
      showSaveDialog: this.#dialog('showSaveDialog'),
      showOpenDialog: this.#dialog('showOpenDialog'),
      showErrorBox: record(state, 'showErrorBox'),
    };
  }

  answerNext(kind: DialogKind, answer: unknown): void {
    this.#answers.set(kind, [...(this.#answers.get(kind) ?? []), answer]);
  }

  #dialog(kind: DialogKind): (...args: unknown[]) => Promise<unknown> {
    return async (...args) => {
      const options = args.at(-1) as Answerable;
      this.#state.recorded.push({ api: kind, args: [cloneable(options)] });
      const answers = this.#answers.get(kind) ?? [];
      if (answers.length === 0) {
        const problem = `electron stand-in: nobody expected ${kind}: ${JSON.stringify(options)}`;
        this.#state.recorded.push({ api: 'unexpected', args: [problem] });
        throw new Error(problem);
      }
      const answer = answers.shift();
      if (answer !== null) return answer;
      return new Promise((resolve) => {
        options.signal?.addEventListener('abort', () => resolve({ response: options.cancelId }));
      });
    };
  }
}
