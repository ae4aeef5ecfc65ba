import { expect, type Page, test } from '@playwright/test';
import { type CellProcess, startCellProcess } from '../support/cell.ts';
import { haveEqualBoards, Person } from '../support/person.ts';

type Damage =
  /** The record ends in the middle, as after a torn write. */
  | { readonly kind: 'cut' }
  /** Letters have become other letters: the record can be read, and says something else. */
  | { readonly kind: 'other-letters'; readonly from: string; readonly to: string };

/** Damages what a browser has stored of its only board, with nothing of the app running. */
async function damageStored(page: Page, origin: string, damage: Damage): Promise<number> {
  // A page of the same origin without any script.
  await page.goto(`${origin}/livez`);
  return page.evaluate(async (how) => {
    const known = await indexedDB.databases();
    const name = known.find((one) => one.name?.startsWith('drawbridge-board-'))?.name ?? '';
    const done = <T>(request: IDBRequest<T>) =>
      new Promise<T>((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
      });
    const db = await done(indexedDB.open(name));
    const table = db.transaction('updates', 'readwrite').objectStore('updates');
    const keys = await done(table.getAllKeys());
    let damaged = 0;
    for (const key of keys) {
      const bytes: Uint8Array = await done(table.get(key));
      const latin = Array.from(bytes, (byte) => String.fromCharCode(byte)).join('');
      if (how.kind === 'cut') {
        if (bytes.length < 40) continue;
        await done(table.put(bytes.slice(0, bytes.length - 9), key));
      } else {
        if (!latin.includes(how.from)) continue;
        const changed = latin.replaceAll(how.from, how.to);
        await done(
          table.put(
            Uint8Array.from(changed, (c) => c.charCodeAt(0)),
            key,
          ),
        );
      }
      damaged += 1;
      if (how.kind === 'cut') break;
    }
    db.close();
    return damaged;
  }, damage);
}

test.describe('a stored copy that was damaged', () => {
  let cell: CellProcess;
  let ada: Person;
  let bob: Person;
  let link: string;

  test.beforeEach(async () => {
    [cell, ada, bob] = await Promise.all([startCellProcess(), Person.arrive(), Person.arrive()]);
    await ada.open(`${cell.url}/#new`);
    link = await ada.link();
    await bob.open(link);
    await ada.isLiveWith(1);
    await bob.drawStroke(200, 200);
    await bob.add([{ type: 'text', x: 40, y: 300, text: 'Plans for the week' }]);
    await bob.drawStroke(300, 400);
    await ada.hasElements(3);
    await haveEqualBoards(ada, bob);
  });
  test.afterEach(async () => {
    await Promise.all([ada.done(), bob.done(), cell.stop()]);
  });

  const notices = (person: Person) => person.page.getByRole('region', { name: 'Notices' });

  test('gets what it lost from the others, says so, and is whole from then on (CM-14)', async () => {
    expect(await damageStored(bob.page, cell.url, { kind: 'cut' })).toBe(1);
    await bob.open(link);
    await expect(notices(bob)).toContainText('was damaged');
    await bob.hasElements(3);
    await haveEqualBoards(ada, bob);

    await bob.page.reload();
    await bob.isLiveWith(1);
    await haveEqualBoards(ada, bob);
    await expect(notices(bob)).not.toContainText('was damaged');
  });

  test('is one of two that a person chooses between when it shows something else (CM-14)', async () => {
    const letters = { kind: 'other-letters', from: 'the week', to: 'the seas' } as const;
    expect(await damageStored(bob.page, cell.url, letters)).toBeGreaterThan(0);
    await bob.open(link);
    const texts = async (person: Person) =>
      (await person.elements()).flatMap(({ text }) => (text === undefined ? [] : [text]));
    await expect.poll(() => texts(bob)).toEqual(['Plans for the seas']);

    const choice = notices(bob).getByRole('button', { name: /^Go on with / });
    await choice.click();
    await expect.poll(() => texts(bob)).toEqual(['Plans for the week']);
    await haveEqualBoards(ada, bob);

    // The other copy lies beside it, as a board that nobody else sees.
    await bob.page.getByRole('button', { name: 'Menu' }).click();
    await bob.page.getByRole('menuitem', { name: 'All boards' }).click();
    const kept = bob.page.getByRole('dialog').getByRole('listitem').nth(1);
    await kept.getByRole('button', { name: /^\d{4}-\d\d-\d\d/ }).click();
    await expect.poll(() => texts(bob)).toEqual(['Plans for the seas']);
    expect(await texts(ada)).toEqual(['Plans for the week']);
  });
});
