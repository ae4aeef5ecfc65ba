import { expect, type Page, test } from '@playwright/test';
import { type BoardKeys, newSigningKeyPair } from '../../src-renderer/sync/keys/board-keys.ts';
import { MESSAGE } from '../../src-renderer/sync/peer-link/messages.ts';
import { type CellProcess, startCellProcess } from '../support/cell.ts';
import { Person } from '../support/person.ts';
import { HostilePeer } from './hostile-peer.ts';
import { Victims } from './victims.ts';

const NOT_PROVEN = /could not prove who they are/;
const GARBAGE = /something that is no part of a board/;
const notices = (page: Page) => page.getByRole('region', { name: 'Notices' });

test.describe('(SE-05) somebody who', () => {
  let cell: CellProcess;
  let victims: Victims;
  let mallory: HostilePeer;
  let keys: BoardKeys;

  test.beforeAll(async () => {
    [cell, victims, mallory] = await Promise.all([
      startCellProcess(),
      Victims.arrive(),
      HostilePeer.arrive(),
    ]);
  });
  test.beforeEach(async () => {
    keys = await victims.meet(cell.url);
  });
  test.afterAll(async () => {
    await Promise.all([victims.done(), mallory.done()]);
    await cell.stop();
  });

  /** Both say what happened, count nobody whom they did not let in, and draw on. */
  const isKeptOut = async (sentence: RegExp): Promise<void> => {
    for (const { page } of victims.both()) await expect(notices(page)).toContainText(sentence);
    await victims.canGoOn();
    for (const person of victims.both()) {
      expect((await person.status()).people).toHaveLength(1);
      await expect(person.page.getByRole('status')).toContainText('Live with 1');
    }
  };

  test('sends a victim’s own hello and proof back is not let in', async () => {
    await mallory.meet(cell.url, keys, 2, async (link) => {
      link.relayTo(link);
      await link.hasEnded();
    });
    await isKeptOut(NOT_PROVEN);
  });

  test('shows a victim’s proof as its own is not let in', async () => {
    const me = { ...keys, edit: null, editPublicKey: keys.edit.publicKey };
    await mallory.meet(cell.url, keys, 2, async (link) => {
      await link.shakeHands({ ...me, device: newSigningKeyPair() }, (_own, victims) => victims);
      await link.hasEnded();
    });
    await isKeptOut(NOT_PROVEN);
  });

  test('sends rubbish for a hello is not let in', async () => {
    await mallory.meet(cell.url, keys, 2, async (link) => {
      await link.send(MESSAGE.hello, new TextEncoder().encode('{"version":[1,0],"role":7}'));
      await link.hasEnded();
    });
    await isKeptOut(GARBAGE);
  });

  test('sits between two people at two cells and passes everything on carries nothing over', async () => {
    const link = await victims.ada.link();
    const [otherCell, cleo] = await Promise.all([startCellProcess(), Person.arrive()]);
    try {
      await mallory.leave();
      // The same board at another cell: all that Cleo can hear of the others is what Mallory brings.
      await cleo.open(`${otherCell.url}/${new URL(link).hash}`);
      await expect(cleo.page.getByRole('status')).toContainText('On your own');
      await Promise.all([mallory.enter(cell.url, keys), mallory.enter(otherCell.url, keys)]);
      const links = await mallory.linked(3);
      const toCleo = links.find(({ cellUrl }) => cellUrl === otherCell.url);
      const toVictim = links.find(({ cellUrl }) => cellUrl === cell.url);
      if (!toCleo || !toVictim) throw new Error('not between them');
      toVictim.relayTo(toCleo);
      toCleo.relayTo(toVictim, toCleo.hasEnded());
      await Promise.all([toCleo.hasEnded(), toVictim.hasEnded()]);
      await expect(notices(cleo.page)).toContainText(NOT_PROVEN);
      await expect
        .poll(async () => {
          const said = victims.both().map(({ page }) => notices(page).textContent());
          return (await Promise.all(said)).some((text) => NOT_PROVEN.test(text ?? ''));
        })
        .toBe(true);
      await victims.canGoOn();
      expect(await cleo.elements()).toEqual([]);
      expect((await cleo.status()).people).toEqual([]);
      await expect(cleo.page.getByRole('status')).toContainText('On your own');
      expect(cleo.errors).toEqual([]);
    } finally {
      await Promise.all([cleo.done(), otherCell.stop()]);
    }
  });
});
