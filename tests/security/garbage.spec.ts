import { expect, test } from '@playwright/test';
import { type BoardKeys, newSigningKeyPair } from '../../src-renderer/sync/keys/board-keys.ts';
import { GARBAGE_STRIKES_MAX } from '../../src-renderer/sync/room/retry-policy.ts';
import { type CellProcess, startCellProcess } from '../support/cell.ts';
import {
  BROKEN_CHANGES,
  BROKEN_FRAMES,
  BROKEN_SIGNS_OF_LIFE,
  type Garbage,
  ODD_BUT_ALLOWED,
} from './garbage.ts';
import { type HostileLink, HostilePeer } from './hostile-peer.ts';
import { documentOf, seesRed, showPresence } from './vandalism.ts';
import { Victims } from './victims.ts';

test.describe('an editor who sends', () => {
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
    test.setTimeout(300_000);
    keys = await victims.meet(cell.url);
  });
  test.afterAll(async () => {
    await Promise.all([victims.done(), mallory.done()]);
    await cell.stop();
  });

  /** Somebody with the right to write, whom both victims know by this name. */
  const comesAs = async (
    name: string,
    device = newSigningKeyPair(),
  ): Promise<readonly HostileLink[]> => {
    const identity = { ...keys, editPublicKey: keys.edit.publicKey, device };
    const links = await mallory.meet(cell.url, keys, 2, async (link) => {
      await link.shakeHands(identity);
      await showPresence(link, name);
    });
    for (const person of victims.both()) {
      await expect
        .poll(async () => (await person.status()).people.map((other) => other.name))
        .toContain(name);
    }
    return links;
  };

  const endsItsOwnLink = async (kinds: readonly Garbage[]): Promise<void> => {
    for (const [i, garbage] of kinds.entries()) {
      await test.step(garbage.name, async () => {
        const name = `Mallory ${i}`;
        for (const link of await comesAs(name)) {
          await garbage.send(link);
          await link.hasEnded();
        }
        for (const person of victims.both()) {
          await expect(person.page.getByRole('region', { name: 'Notices' })).toContainText(
            `${name} sent something that is no part of a board. It was left out.`,
          );
          await person.isLiveWith(1);
        }
        await victims.areUndisturbed();
      });
    }
    await victims.canGoOn();
  };

  test('broken frames loses the link and disturbs nobody', () => endsItsOwnLink(BROKEN_FRAMES));
  test('broken changes loses the link and writes nothing', () => endsItsOwnLink(BROKEN_CHANGES));
  test('broken presence, gestures and holdings loses the link and shows nothing', () =>
    endsItsOwnLink(BROKEN_SIGNS_OF_LIFE));

  test('garbage three times from one device is not linked any more', async () => {
    const device = newSigningKeyPair();
    const [garbage] = BROKEN_CHANGES;
    for (let i = 1; i <= GARBAGE_STRIKES_MAX; i++) {
      for (const link of await comesAs('Mallory', device)) {
        await garbage?.send(link);
        await link.hasEnded();
      }
    }
    const identity = { ...keys, editPublicKey: keys.edit.publicKey, device };
    await mallory.meet(cell.url, keys, 2, async (link) => {
      await link.shakeHands(identity);
      await link.hasEnded();
    });
    await victims.canGoOn();
    for (const person of victims.both()) await person.isLiveWith(1);
  });

  test('what is odd but allowed keeps the link and disturbs nobody', async () => {
    for (const [i, garbage] of ODD_BUT_ALLOWED.entries()) {
      await test.step(garbage.name, async () => {
        const links = await comesAs(`Mallory ${i}`);
        for (const link of links) {
          await garbage.send(link);
          await documentOf(link);
          expect(link.closed).toBe(false);
        }
        for (const person of victims.both()) expect(await seesRed(person)).toBe(false);
        await victims.areUndisturbed();
      });
    }
    await victims.canGoOn();
  });
});
