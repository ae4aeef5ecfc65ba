import { expect, test } from '@playwright/test';
import {
  type BoardKeys,
  newSigningKeyPair,
  type SigningKeyPair,
} from '../../src-renderer/sync/keys/board-keys.ts';
import type { LinkIdentity } from '../../src-renderer/sync/peer-link/handshake.ts';
import { MESSAGE } from '../../src-renderer/sync/peer-link/messages.ts';
import { type CellProcess, startCellProcess } from '../support/cell.ts';
import { type HostileLink, HostilePeer } from './hostile-peer.ts';
import {
  changeMessages,
  documentOf,
  seesRed,
  showPresence,
  showVandalism,
  vandalism,
} from './vandalism.ts';
import { Victims } from './victims.ts';

type FalsifyProof = (own: Uint8Array, victims: Uint8Array) => Uint8Array;

const read = (bytes: Uint8Array): Record<string, unknown> =>
  JSON.parse(new TextDecoder().decode(bytes)) as Record<string, unknown>;
const written = (value: unknown): Uint8Array => new TextEncoder().encode(JSON.stringify(value));

/** Mallory's own proof with a signature of the edit key that somebody else has made. */
const withEditSignatureOf: FalsifyProof = (own, others) =>
  written({ ...read(own), edit: read(others).edit });

test.describe('(SE-04) somebody in the room', () => {
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

  const identity = (edit: SigningKeyPair | null): LinkIdentity => ({
    roomId: keys.roomId,
    edit,
    editPublicKey: keys.edit.publicKey,
    device: newSigningKeyPair(),
  });

  /** Sends everything that could write. @returns once the victims have dealt with it */
  const tryToWrite = async (links: readonly HostileLink[]): Promise<readonly string[]> => {
    const inDocuments: string[] = [];
    for (const link of links) {
      await showPresence(link, 'Mallory');
      const unwanted = vandalism();
      await showVandalism(link, unwanted.id);
      for (const message of changeMessages(unwanted)) await link.send(MESSAGE.yjs, message);
      const doc = await documentOf(link);
      if (doc.getMap('elements').has(unwanted.id)) inDocuments.push(unwanted.id);
    }
    return inDocuments;
  };

  /** Somebody is let in to look, is said to be able to do no more, and can do no more. */
  const writesNothing = async (links: readonly HostileLink[]): Promise<void> => {
    expect(await tryToWrite(links)).toEqual([]);
    for (const person of victims.both()) {
      await person.isLiveWith(2);
      const people = (await person.status()).people;
      expect(people.find(({ name }) => name === 'Mallory')).toMatchObject({ viewOnly: true });
      expect(people.filter(({ viewOnly }) => viewOnly)).toHaveLength(1);
      await expect(person.page.getByRole('status')).toContainText('Live with 2');
      expect(await seesRed(person), 'ink of somebody who may only look').toBe(false);
    }
    await victims.canGoOn();
    await victims.ada.page.getByRole('status').getByRole('button').click();
    await expect(
      victims.ada.page.getByRole('listitem').filter({ hasText: 'Mallory' }),
    ).toContainText('Can only look');
  };

  test('with the edit key writes: what the other tests send would land', async () => {
    const links = await mallory.meet(cell.url, keys, 2, (link) =>
      link.shakeHands(identity(keys.edit)),
    );
    const [link] = links;
    if (!link) throw new Error('no connection');
    const unwanted = vandalism();
    await showVandalism(link, unwanted.id);
    await expect
      .poll(async () => (await Promise.all(victims.both().map(seesRed))).includes(true))
      .toBe(true);
    for (const message of changeMessages(vandalism())) await link.send(MESSAGE.yjs, message);
    for (const person of victims.both()) await person.hasElements(3);
  });

  const falseProofs: readonly (readonly [string, SigningKeyPair | null, FalsifyProof?])[] = [
    ['that has no edit key', null],
    [
      'that claims to edit and signs nothing',
      newSigningKeyPair(),
      (own) => written({ ...read(own), edit: null }),
    ],
    ['that has another edit key', newSigningKeyPair()],
    ['that sends the victim’s signature back to it', newSigningKeyPair(), withEditSignatureOf],
  ];
  for (const [name, edit, falsify] of falseProofs) {
    test(`${name} may look and writes nothing`, async () => {
      const links = await mallory.meet(cell.url, keys, 2, (link) =>
        link.shakeHands(identity(edit), falsify),
      );
      await writesNothing(links);
    });
  }

  test('that brings the signature of another victim may look and writes nothing', async () => {
    const me = identity(newSigningKeyPair());
    const viewer = { ...me, edit: null };
    let captured: Promise<Uint8Array> | null = null;
    const links = await mallory.meet(cell.url, keys, 2, async (link) => {
      if (captured) {
        const others = await captured;
        await link.shakeHands(me, (own) => withEditSignatureOf(own, others));
      } else {
        captured = link.next(MESSAGE.proof);
        await link.shakeHands(viewer);
      }
    });
    await writesNothing(links);
  });
});
