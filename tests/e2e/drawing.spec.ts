import AxeBuilder from '@axe-core/playwright';
import { expect, test } from '@playwright/test';
import { PALETTE } from '../../src-renderer/shapes/palette.ts';
import { type CellProcess, startCellProcess } from '../support/cell.ts';
import { haveEqualBoards, Person, type ScriptRecord } from '../support/person.ts';
import { colorAt } from '../support/pixels.ts';

/** From the corner of a box of stroke width 4 to the handle that sits on its outline. */
const HANDLE_OFFSET_PX = 2 + 3;
/** From the upper side of such a box to the handle to turn it by. */
const ROTATE_OFFSET_PX = HANDLE_OFFSET_PX + 22;

const round = ({ x, y, width, height }: ScriptRecord) => [x, y, width, height].map(Math.round);
const typesOf = async (person: Person): Promise<string[]> =>
  (await person.elements()).map(({ type }) => type);
const theOnly = async (person: Person, type: string): Promise<ScriptRecord> => {
  const found = (await person.elements()).filter((element) => element.type === type);
  expect(found).toHaveLength(1);
  return found[0] as ScriptRecord;
};

test.describe('drawing by mouse and keyboard', () => {
  let cell: CellProcess;
  let ada: Person;

  test.beforeEach(async () => {
    [cell, ada] = await Promise.all([startCellProcess(), Person.arrive()]);
    await ada.open(`${cell.url}/#new`);
  });
  test.afterEach(async () => {
    expect(ada.errors).toEqual([]);
    await Promise.all([ada.done(), cell.stop()]);
  });

  test('a diagram with every tool', async () => {
    const { keyboard, mouse } = ada.page;
    await keyboard.press('r');
    await ada.drag([
      [150, 150],
      [250, 200],
      [310, 250],
    ]);
    await keyboard.press('o');
    await keyboard.down('Shift');
    await ada.drag([
      [450, 150],
      [500, 180],
      [550, 200],
    ]);
    await keyboard.up('Shift');
    await keyboard.press('a');
    await ada.drag([
      [320, 200],
      [380, 201],
      [440, 202],
    ]);
    await keyboard.press('l');
    await keyboard.down('Shift');
    await ada.drag([
      [150, 350],
      [300, 355],
      [450, 360],
    ]);
    await keyboard.up('Shift');
    await keyboard.press('p');
    await ada.drag([
      [600, 350],
      [640, 380],
      [680, 350],
      [720, 380],
    ]);
    await keyboard.press('v');
    await ada.pickTool('Rectangle');
    await mouse.click(800, 500);
    expect(await typesOf(ada)).toEqual([
      'rectangle',
      'ellipse',
      'arrow',
      'line',
      'stroke',
      'rectangle',
    ]);
    const [box, circle, arrow, line, , clicked] = await ada.elements();
    if (!box || !circle || !arrow || !line || !clicked) throw new Error('something is missing');
    expect(round(box)).toEqual([150, 150, 160, 100]);
    expect(round(circle)).toEqual([450, 150, 100, 100]);
    // It holds on to the rectangle, a little way off the outline.
    expect(arrow.points?.map((point) => point.map(Math.round))).toEqual([
      [318, 200],
      [440, 202],
    ]);
    expect(line.height).toBe(0);
    expect(round(clicked)).toEqual([720, 450, 160, 100]);
    // A shape gives way to Select, and what was drawn is selected.
    await expect(ada.page.getByRole('radio', { name: 'Select' })).toBeChecked();

    await keyboard.press('e');
    await ada.drag([
      [300, 320],
      [300, 350],
      [300, 380],
    ]);
    expect(await typesOf(ada)).not.toContain('line');
    await keyboard.press('h');
    await ada.drag([
      [600, 600],
      [650, 620],
    ]);
    const camera = await ada.page.evaluate(() => window.drawbridge?.camera());
    expect(camera).toMatchObject({ x: -50, y: -20 });

    for (let steps = 7; steps > 0; steps--) await keyboard.press('Control+z');
    expect(await ada.elements()).toEqual([]);
    for (let steps = 7; steps > 0; steps--) await keyboard.press('Control+Shift+z');
    expect(await ada.elements()).toHaveLength(5);
  });

  test('resizing, turning, copying, moving and ordering what is selected', async () => {
    const { keyboard, mouse } = ada.page;
    await keyboard.press('r');
    await ada.drag([
      [300, 200],
      [350, 220],
      [400, 260],
    ]);
    const corner: [number, number] = [400 + HANDLE_OFFSET_PX, 260 + HANDLE_OFFSET_PX];
    await ada.drag([corner, [450, 300], [corner[0] + 100, corner[1] + 40]]);
    expect(round(await theOnly(ada, 'rectangle'))).toEqual([300, 200, 200, 100]);

    // Escape in the middle of it leaves everything as it was.
    await mouse.move(400, 200 - ROTATE_OFFSET_PX);
    await mouse.down();
    await mouse.move(600, 250);
    await keyboard.press('Escape');
    await mouse.up();
    expect((await theOnly(ada, 'rectangle')).rotation).toBe(0);
    await keyboard.down('Shift');
    await ada.drag([
      [400, 200 - ROTATE_OFFSET_PX],
      [500, 200],
      [600, 255],
    ]);
    await keyboard.up('Shift');
    expect((await theOnly(ada, 'rectangle')).rotation).toBe(90);
    await keyboard.press('Control+z');

    await keyboard.down('Alt');
    await ada.drag([
      [400, 250],
      [450, 350],
      [400, 500],
    ]);
    await keyboard.up('Alt');
    let [original, copy] = await ada.elements();
    expect(original?.y).toBe(200);
    expect(copy?.y).toBe(450);

    for (let i = 0; i < 3; i++) await keyboard.press('ArrowRight');
    await keyboard.press('Shift+ArrowUp');
    [original, copy] = await ada.elements();
    expect([copy?.x, copy?.y]).toEqual([303, 440]);
    // A held key is one step of undo.
    await keyboard.down('ArrowDown');
    await keyboard.down('ArrowDown');
    await keyboard.down('ArrowDown');
    await keyboard.up('ArrowDown');
    expect((await ada.elements())[1]?.y).toBe(443);
    await keyboard.press('Control+z');
    expect((await ada.elements())[1]?.y).toBe(440);

    // As far from the copy as that is from what it was copied from; then over it, to have an order.
    await keyboard.press('Control+d');
    await ada.hasElements(3);
    expect((await ada.elements())[2]).toMatchObject({ x: 306, y: 680 });
    for (let i = 0; i < 24; i++) await keyboard.press('Shift+ArrowUp');
    const ids = (await ada.elements()).map(({ id }) => id);
    await keyboard.press('[');
    expect((await ada.elements()).map(({ id }) => id)).toEqual([ids[0], ids[2], ids[1]]);
    await keyboard.press('Shift+BracketRight');
    expect((await ada.elements()).map(({ id }) => id)).toEqual(ids);

    await keyboard.press('Control+a');
    await keyboard.press('Delete');
    await ada.hasElements(0);
  });

  test('the ends of an arrow', async () => {
    await ada.page.keyboard.press('a');
    await ada.drag([
      [300, 300],
      [350, 320],
      [400, 300],
    ]);
    await ada.drag([
      [400, 300],
      [420, 350],
      [450, 420],
    ]);
    expect((await theOnly(ada, 'arrow')).points).toEqual([
      [300, 300],
      [450, 420],
    ]);
    await ada.page.keyboard.down('Shift');
    await ada.drag([
      [300, 300],
      [320, 350],
      [300, 425],
    ]);
    await ada.page.keyboard.up('Shift');
    const [first] = (await theOnly(ada, 'arrow')).points ?? [];
    expect(first?.[1]).toBeCloseTo(420, 1);
  });

  test('Tab goes through elements in reading order, says which, and leaves at the end', async () => {
    await ada.add([
      { id: 'below', type: 'ellipse', x: 100, y: 400, width: 80, height: 80 },
      { id: 'right', type: 'rectangle', x: 400, y: 110, width: 80, height: 80, text: 'Pay' },
      {
        id: 'left',
        type: 'line',
        points: [
          [100, 100],
          [200, 160],
        ],
      },
    ]);
    const spoken = ada.page.locator('[data-selection]');
    await ada.page.getByRole('region', { name: 'Board canvas' }).focus();
    for (const [id, words] of [
      ['left', 'Line selected'],
      ['right', 'Rectangle “Pay” selected'],
      ['below', 'Ellipse selected'],
    ]) {
      await ada.page.keyboard.press('Tab');
      expect(await ada.page.evaluate(() => window.drawbridge?.selection())).toEqual([id]);
      await expect(spoken).toHaveText(words ?? '');
    }
    await ada.page.keyboard.press('Tab');
    await expect(ada.page.getByRole('region', { name: 'Board canvas' })).not.toBeFocused();
  });
});

test.describe('clipboard, menu and style', () => {
  let cell: CellProcess;
  let ada: Person;

  test.beforeEach(async () => {
    [cell, ada] = await Promise.all([startCellProcess(), Person.arrive()]);
    await ada.open(`${cell.url}/#new`);
    await ada.add([
      { id: 'a', type: 'rectangle', x: 200, y: 200, width: 100, height: 80, fill: 'blue' },
    ]);
  });
  test.afterEach(async () => {
    expect(ada.errors).toEqual([]);
    await Promise.all([ada.done(), cell.stop()]);
  });

  test('copying, cutting and pasting by keys; what cannot be pasted is said', async () => {
    const { keyboard, mouse } = ada.page;
    await mouse.click(250, 240);
    await keyboard.press('Control+c');
    await mouse.move(600, 400);
    await keyboard.press('Control+v');
    await ada.hasElements(2);
    expect(round((await ada.elements())[1] as ScriptRecord)).toEqual([550, 360, 100, 80]);
    await keyboard.press('Control+x');
    await ada.hasElements(1);
    await keyboard.press('Control+v');
    await ada.hasElements(2);

    await ada.page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    const pasted = async (text: string): Promise<void> => {
      await ada.page.evaluate((written) => navigator.clipboard.writeText(written), text);
      await keyboard.press('Control+v');
    };
    await pasted('{"drawbridge":"elements","version":1,"elements":[{"type":"star"}]}');
    await expect(ada.page.getByText('What was copied is not whole any more')).toBeVisible();
    await pasted('x'.repeat(1_000_000));
    await expect(ada.page.getByText('more than 100,000 characters')).toBeVisible();
    await ada.hasElements(2);
    await pasted('Grüße 👋');
    await ada.hasElements(3);
    expect((await theOnly(ada, 'text')).text).toBe('Grüße 👋');
  });

  test('the menu under the right button does it too', async () => {
    const { mouse } = ada.page;
    const item = (name: string | RegExp) => ada.page.getByRole('menuitem', { name });
    await mouse.click(250, 240, { button: 'right' });
    await item('Duplicate').click();
    await ada.hasElements(2);
    await mouse.click(900, 600, { button: 'right' });
    await expect(item('Duplicate')).toBeDisabled();
    await expect(item('Bring forward')).toBeHidden();
    // Without a permission the menu cannot see the clipboard, and says what can.
    await item('Paste').click();
    await expect(ada.page.getByText('Press Ctrl+V')).toBeVisible();
    await ada.page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await mouse.click(250, 240, { button: 'right' });
    await item(/^Copy Ctrl/).click();
    await mouse.click(700, 400, { button: 'right' });
    await item('Paste').click();
    await ada.hasElements(3);
    await expect(ada.page.getByRole('region', { name: 'Board canvas' })).toBeFocused();
  });

  test('the style of the selection, and of what is drawn next, in the next window too', async () => {
    const panel = ada.page.getByRole('region', { name: 'Style' });
    const pick = (group: string, name: string) =>
      panel
        .getByRole('radiogroup', { name: group })
        .getByRole('radio', { name, exact: true })
        .click();
    await ada.page.mouse.click(250, 240);
    await pick('Stroke', 'Red');
    await pick('Filling', 'Solid fill');
    await pick('Stroke width', 'Large');
    await panel.getByRole('slider', { name: 'Opacity' }).press('PageDown');
    const look = { color: 'red', fill: 'blue', fillStyle: 'solid', size: 8, opacity: 0.5 };
    await expect.poll(async () => (await ada.elements())[0]).toMatchObject({ ...look });
    await ada.page.keyboard.press('Escape');

    await ada.page.reload();
    await ada.boardIsOpen();
    await ada.page.keyboard.press('o');
    await ada.drag([
      [500, 200],
      [600, 280],
    ]);
    expect(await theOnly(ada, 'ellipse')).toMatchObject({ ...look });
    await ada.page.keyboard.press('l');
    await ada.drag([
      [500, 400],
      [600, 480],
    ]);
    expect(await theOnly(ada, 'line')).toMatchObject({ color: 'black', size: 4, opacity: 1 });

    await ada.page.keyboard.press('Control+a');
    await expect(panel.getByText('Mixed').first()).toBeVisible();
    await pick('Stroke', 'Green');
    expect((await ada.elements()).map(({ color }) => color)).toEqual(['green', 'green', 'green']);
  });

  for (const colorScheme of ['light', 'dark'] as const) {
    test(`axe finds nothing in the panel of a mixed selection and in the menu, ${colorScheme}`, async () => {
      const { page } = ada;
      await page.emulateMedia({ colorScheme });
      await ada.add([
        {
          type: 'arrow',
          points: [
            [0, 0],
            [50, 50],
          ],
          color: 'red',
          size: 14,
        },
        { type: 'text', x: 400, y: 400, text: 'Hello' },
      ]);
      await page.keyboard.press('Control+a');
      const findings = async (): Promise<string[]> => {
        const { violations } = await new AxeBuilder({ page }).setLegacyMode(true).analyze();
        return violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${target}`));
      };
      expect(await findings()).toEqual([]);
      await page.mouse.click(250, 240, { button: 'right' });
      await expect(page.getByRole('menu')).toBeVisible();
      expect(await findings()).toEqual([]);
    });
  }
});

test.describe('two people at one element', () => {
  let cell: CellProcess;
  let ada: Person;
  let bob: Person;

  test.beforeEach(async () => {
    [cell, ada, bob] = await Promise.all([startCellProcess(), Person.arrive(), Person.arrive()]);
    await ada.open(`${cell.url}/#new`);
    await bob.open(await ada.link());
    await Promise.all([ada.isLiveWith(1), bob.isLiveWith(1)]);
    const look = { color: 'blue', fill: 'blue', fillStyle: 'solid', size: 4 };
    await ada.add([
      { id: 'a', type: 'rectangle', x: 200, y: 200, width: 100, height: 80, ...look },
    ]);
    await bob.hasElements(1);
  });
  test.afterEach(async () => {
    expect([...ada.errors, ...bob.errors]).toEqual([]);
    await Promise.all([ada.done(), bob.done(), cell.stop()]);
  });

  const corner = [300 + HANDLE_OFFSET_PX, 280 + HANDLE_OFFSET_PX] as const;
  const pull = async (dx: number, dy: number): Promise<void> => {
    await ada.page.mouse.click(250, 240);
    await ada.page.mouse.move(...corner);
    await ada.page.mouse.down();
    await ada.page.mouse.move(corner[0] + dx / 2, corner[1] + dy / 2);
    await ada.page.mouse.move(corner[0] + dx, corner[1] + dy);
  };

  test('a resize is seen while it goes on, and is gone when it is cancelled', async () => {
    await pull(200, 160);
    await expect.poll(() => colorAt(bob.page, 450, 400)).toBe(PALETTE.blue.light);
    expect((await theOnly(bob, 'rectangle')).width).toBe(100);
    await ada.page.keyboard.press('Escape');
    await expect.poll(() => colorAt(bob.page, 450, 400)).not.toBe(PALETTE.blue.light);
    await expect.poll(() => colorAt(bob.page, 250, 250)).toBe(PALETTE.blue.light);
    await ada.page.mouse.up();
    await pull(200, 160);
    await ada.page.mouse.up();
    await haveEqualBoards(ada, bob);
    expect(round(await theOnly(bob, 'rectangle'))).toEqual([200, 200, 300, 240]);
    await expect.poll(() => colorAt(bob.page, 450, 400)).toBe(PALETTE.blue.light);
  });

  test('one resizes while the other moves and colours it: it stays in the hand (CR-07)', async () => {
    await pull(100, 80);
    await bob.update([{ id: 'a', x: 260, y: 200, color: 'red' }]);
    await expect.poll(async () => (await theOnly(ada, 'rectangle')).color).toBe('red');
    expect((await theOnly(ada, 'rectangle')).x).toBe(200);
    expect(await colorAt(ada.page, 380, 340)).toBe(PALETTE.blue.light);
    await ada.page.mouse.up();
    await haveEqualBoards(ada, bob);
    const both = await theOnly(bob, 'rectangle');
    // As Ada saw it when she let go, in Bob's colour.
    expect(round(both)).toEqual([200, 200, 200, 160]);
    expect(both.color).toBe('red');
    // Undo takes back Ada's part alone.
    await ada.page.keyboard.press('Control+z');
    await haveEqualBoards(ada, bob);
    expect(await theOnly(bob, 'rectangle')).toMatchObject({ x: 260, width: 100, color: 'red' });
  });

  test('one drags while the other deletes it', async () => {
    await ada.page.mouse.move(250, 240);
    await ada.page.mouse.down();
    await ada.page.mouse.move(400, 300);
    await expect.poll(() => colorAt(bob.page, 400, 310)).toBe(PALETTE.blue.light);
    await bob.remove(['a']);
    await ada.hasElements(0);
    await ada.page.mouse.move(500, 400);
    await ada.page.mouse.up();
    await haveEqualBoards(ada, bob);
    expect(await bob.elements()).toEqual([]);
    // And the hand is free for the next thing.
    await ada.page.keyboard.press('r');
    await ada.drag([
      [500, 500],
      [600, 580],
    ]);
    await bob.hasElements(1);
  });

  test('both draw one diagram with different tools at the same time', async () => {
    await Promise.all([
      (async () => {
        for (const [key, y] of [
          ['r', 350],
          ['o', 450],
          ['a', 550],
        ] as const) {
          await ada.page.keyboard.press(key);
          await ada.drag([
            [200, y],
            [250, y + 30],
            [320, y + 60],
          ]);
        }
      })(),
      (async () => {
        for (const [key, y] of [
          ['l', 350],
          ['p', 450],
          ['o', 550],
        ] as const) {
          await bob.page.keyboard.press(key);
          await bob.drag([
            [500, y],
            [560, y + 20],
            [620, y + 60],
          ]);
        }
      })(),
    ]);
    await Promise.all([ada.hasElements(7), bob.hasElements(7)]);
    await haveEqualBoards(ada, bob);
    expect((await typesOf(bob)).sort()).toEqual([
      'arrow',
      'ellipse',
      'ellipse',
      'line',
      'rectangle',
      'rectangle',
      'stroke',
    ]);
  });
});
