import { expect } from '@playwright/test';
import { type BoardKeys, deriveBoardKeys } from '../../src-renderer/sync/keys/board-keys.ts';
import { parseBoardFragment } from '../../src-renderer/sync/keys/board-link.ts';
import { haveEqualBoards, Person } from '../support/person.ts';

/** Two people who draw on a board, each in a browser of their own. */
export class Victims {
  readonly ada: Person;
  readonly bob: Person;
  #drawn = 0;

  private constructor(ada: Person, bob: Person) {
    this.ada = ada;
    this.bob = bob;
  }

  static async arrive(): Promise<Victims> {
    const [ada, bob] = await Promise.all([Person.arrive(), Person.arrive()]);
    return new Victims(ada, bob);
  }

  /** Opens a fresh board on which both have drawn. @returns its keys, all of them */
  async meet(cellUrl: string): Promise<BoardKeys> {
    const { ada, bob } = this;
    ada.errors.length = bob.errors.length = this.#drawn = 0;
    await Promise.all([ada.page.goto('about:blank'), bob.page.goto('about:blank')]);
    await ada.open(`${cellUrl}/#new`);
    const link = await ada.link();
    await bob.open(link);
    await Promise.all([ada.isLiveWith(1), bob.isLiveWith(1)]);
    await this.canGoOn();
    const parsed = parseBoardFragment(new URL(link).hash);
    if (!parsed.ok) throw new Error(`the board's own link is not one: ${link}`);
    return deriveBoardKeys(parsed.editSecret, parsed.ownerPublicKey);
  }

  /** Each draws, and both have all of it and nothing else. */
  async canGoOn(): Promise<void> {
    const { ada, bob } = this;
    const at = 100 + this.#drawn * 12;
    await ada.drawStroke(at, 250);
    await bob.drawStroke(at, 450);
    this.#drawn += 2;
    await Promise.all([ada.hasElements(this.#drawn), bob.hasElements(this.#drawn)]);
    await haveEqualBoards(ada, bob);
    await this.areUndisturbed();
  }

  /** Nothing is on the board but what the two have drawn, and no page has met an error. */
  async areUndisturbed(): Promise<void> {
    for (const person of this.both()) {
      const types = (await person.elements()).map(({ type }) => type);
      expect(types).toEqual(Array(this.#drawn).fill('stroke'));
      expect(person.errors, 'errors that the page did not handle').toEqual([]);
    }
  }

  both(): readonly Person[] {
    return [this.ada, this.bob];
  }

  async done(): Promise<void> {
    await Promise.all([this.ada.done(), this.bob.done()]);
  }
}
