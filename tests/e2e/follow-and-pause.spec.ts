import { expect, test } from '@playwright/test';
import { type CellProcess, startCellProcess } from '../support/cell.ts';
import { PATIENCE_MS } from '../support/patience.ts';
import { haveEqualBoards, Person } from '../support/person.ts';

const RECTANGLE = { type: 'rectangle', x: 100, y: 100, width: 80, height: 60 };

test.describe('what somebody sees of others', () => {
  let cell: CellProcess;
  let ada: Person;
  let bob: Person;

  test.beforeEach(async () => {
    [cell, ada, bob] = await Promise.all([startCellProcess(), Person.arrive(), Person.arrive()]);
    await ada.open(`${cell.url}/#new`);
    await bob.open(await ada.link());
    await Promise.all([ada.isLiveWith(1), bob.isLiveWith(1)]);
  });
  test.afterEach(async () => {
    await Promise.all([ada.done(), bob.done(), cell.stop()]);
  });

  const cameraOf = (person: Person) => person.page.evaluate(() => window.drawbridge?.camera());
  const look = (person: Person, x: number, y: number, zoom: number) =>
    person.page.evaluate((camera) => window.drawbridge?.setCamera(camera), { x, y, zoom });

  test('is what one of them sees while followed, and the own view again after any own input (UX-20)', async () => {
    const before = await cameraOf(ada);
    await look(bob, 3000, 2000, 0.5);
    // Nobody is taken along who does not follow (UX-10).
    expect(await cameraOf(ada)).toEqual(before);
    await ada.page.getByRole('button', { name: /^Follow / }).click();
    await expect(ada.page.getByText(/^Following /)).toBeVisible();
    await expect
      .poll(() => cameraOf(ada), { timeout: PATIENCE_MS })
      .toEqual({ x: 3000, y: 2000, zoom: 0.5 });
    await look(bob, -500, 40, 2);
    await expect
      .poll(() => cameraOf(ada), { timeout: PATIENCE_MS })
      .toEqual({ x: -500, y: 40, zoom: 2 });
    await ada.page.mouse.move(600, 400);
    await ada.page.mouse.wheel(0, 120);
    await expect(ada.page.getByText(/^Following /)).toBeHidden();
    const own = await cameraOf(ada);
    await look(bob, 0, 0, 1);
    await bob.add([RECTANGLE]);
    await ada.hasElements(1);
    expect(await cameraOf(ada)).toEqual(own);
  });

  test('stands still while paused; everything is merged and passed on all the same (UX-12)', async () => {
    await ada.add([RECTANGLE]);
    await bob.hasElements(1);
    await ada.page.getByRole('button', { name: 'Pause others’ changes' }).click();
    await bob.add([RECTANGLE, RECTANGLE]);
    await expect(ada.page.getByText('Others have changed 2 elements')).toBeVisible({
      timeout: PATIENCE_MS,
    });
    expect(await ada.elements()).toHaveLength(1);
    // Ada holds what she does not see, and what she draws is seen.
    await expect
      .poll(async () => (await bob.status()).heldBy, { timeout: PATIENCE_MS })
      .toEqual({ all: 1, of: 1 });
    await ada.drawStroke(400, 400);
    await bob.hasElements(4);
    expect(await ada.elements()).toHaveLength(2);
    await ada.page.getByRole('button', { name: 'Show now' }).click();
    await ada.hasElements(4);
    await haveEqualBoards(ada, bob);
    expect([...ada.errors, ...bob.errors]).toEqual([]);
  });
});
