import { type CellProcess, startCellProcess } from './cell.ts';
import { TestNetwork } from './network.ts';
import { Person } from './person.ts';

const CELL_PORT = 4444;

/** Three computers of a test network of their own: one with a cell, and two with a person each. */
export class ThreeComputers {
  readonly network = new TestNetwork();
  readonly atCell = this.network.addHost();
  readonly atAda = this.network.addHost();
  readonly atBob = this.network.addHost();
  readonly #atEnd: (() => unknown)[] = [() => this.network.destroy()];

  /** What is to be done at the end, before what was begun earlier ends. */
  onEnd(step: () => unknown): void {
    this.#atEnd.unshift(step);
  }

  /** Starts the cell, and two browsers with nothing open yet. @param cellOptions its command line */
  async start(
    cellOptions: readonly string[] = [],
  ): Promise<{ cell: CellProcess; ada: Person; bob: Person }> {
    const cell = await startCellProcess(CELL_PORT, cellOptions, this.atCell);
    this.onEnd(() => cell.stop());
    // A plain http address of another computer is no secure context; here it stands for https.
    const extra = [`--unsafely-treat-insecure-origin-as-secure=${cell.url}`];
    const [ada, bob] = await Promise.all([
      Person.arrive({ host: this.atAda, extra }),
      Person.arrive({ host: this.atBob, extra }),
    ]);
    this.onEnd(() => Promise.all([ada.done(), bob.done()]));
    return { cell, ada, bob };
  }

  async end(): Promise<void> {
    for (const step of this.#atEnd.splice(0)) await step();
  }
}
