import AxeBuilder from '@axe-core/playwright';
import { type BrowserContext, expect, type Page, test } from '@playwright/test';
import { BoardPage } from '../support/board-page.ts';
import { type CellProcess, startCellProcess } from '../support/cell.ts';
import { type PictureArea, strayPixels } from '../support/pixels.ts';

/** Where nothing of the interface is. */
const DRAWING: PictureArea = { x: 60, y: 70, width: 1000, height: 640 };

test.describe('text', () => {
  let cell: CellProcess;
  let board: BoardPage;
  let errors: string[];

  test.beforeAll(async () => {
    cell = await startCellProcess();
  });
  test.afterAll(() => cell.stop());
  test.beforeEach(async ({ page }) => {
    errors = [];
    page.on('pageerror', (error) => errors.push(String(error)));
    board = new BoardPage(page);
    await page.goto(`${cell.url}/#new`);
    await board.boardIsOpen();
  });
  test.afterEach(() => {
    expect(errors).toEqual([]);
  });

  const field = (page: Page) => page.getByRole('textbox', { name: 'Text on the board' });
  const texts = async (): Promise<(string | undefined)[]> =>
    (await board.elements()).map(({ text }) => text);

  test('is typed where one clicks, kept by Escape, and undone in one step', async ({ page }) => {
    await page.keyboard.press('t');
    await page.mouse.click(300, 200);
    await expect(field(page)).toBeFocused();
    // None of these letters picks a tool, and Delete deletes nothing but letters.
    await page.keyboard.type('very pretty');
    await page.keyboard.press('Home');
    await page.keyboard.press('Delete');
    await page.keyboard.type('V');
    expect(await texts()).toEqual(['Very pretty']);
    await page.keyboard.press('Escape');
    await expect(field(page)).toHaveCount(0);
    const [text] = await board.elements();
    expect(text).toMatchObject({ type: 'text', x: 300, text: 'Very pretty' });
    expect(text?.width).toBeGreaterThan(80);
    await page.keyboard.press('Control+z');
    expect(await texts()).toEqual([]);
    await page.keyboard.press('Control+Shift+z');
    expect(await texts()).toEqual(['Very pretty']);
  });

  test('leaves nothing behind when nothing was typed', async ({ page }) => {
    await board.pickTool('Text');
    await page.mouse.click(300, 200);
    await page.keyboard.press('Escape');
    await page.mouse.dblclick(400, 300);
    await expect(field(page)).toBeFocused();
    await page.mouse.click(700, 500);
    await expect(field(page)).toHaveCount(0);
    await page.mouse.dblclick(400, 300);
    await page.keyboard.type('a');
    await page.keyboard.press('Backspace');
    await page.keyboard.press('Escape');
    expect(await texts()).toEqual([]);
    await expect(page.getByRole('button', { name: 'Undo' })).toBeDisabled();
  });

  test('has a fixed width when it is dragged, and its lines are broken there', async ({ page }) => {
    await board.pickTool('Text');
    await board.drag([
      [200, 200],
      [300, 250],
      [360, 300],
    ]);
    await page.keyboard.type('The quick brown fox jumps over the lazy dog');
    await page.keyboard.press('Escape');
    const [text] = await board.elements();
    expect(text).toMatchObject({ x: 200, y: 200, width: 160 });
    expect(text?.height).toBeGreaterThan(100);
  });

  test('takes back typing by Ctrl+Z in the field, and nothing else', async ({ page }) => {
    await board.add([{ type: 'rectangle', x: 600, y: 400, width: 50, height: 50 }]);
    await page.mouse.dblclick(300, 200);
    await page.keyboard.type('one');
    await page.keyboard.press('Enter');
    await page.keyboard.insertText('two');
    await page.keyboard.press('Control+z');
    await page.keyboard.press('Control+z');
    await page.keyboard.press('Control+z');
    await page.keyboard.press('Control+z');
    await expect(field(page)).toHaveValue('');
    await expect(field(page)).toBeFocused();
    await page.keyboard.press('Control+y');
    await expect(field(page)).not.toHaveValue('');
    expect((await board.elements()).some(({ type }) => type === 'rectangle')).toBe(true);
  });

  const PLACES = [
    ['as wide as its lines', 1, { text: 'Hello, Type & AVATo. -> fi' }],
    ['enlarged', 2.37, { text: 'Hello, world\nAVATo. gjpqy', size: 36 }],
    ['small', 0.6, { text: 'Hello, world\nAVATo. gjpqy', size: 36 }],
    [
      'broken at a width',
      1.3,
      {
        width: 210,
        text: 'The quick brown fox jumps over it, extraordinarilylongwordwithoutspaces end-of-line (really) 12-34 what?yes',
      },
    ],
    ['turned', 1, { text: 'Turned by thirty\ndegrees', size: 36, rotation: 30 }],
    ['from the right', 1, { text: 'Some English words\nשלום עולם, אבג (אבג)' }],
    [
      'with signs of many scripts',
      1,
      { width: 160, text: 'été – naïve Привет мир Γειά σου 👍 ok' },
    ],
    [
      'in a rectangle',
      1.5,
      { type: 'rectangle', width: 220, height: 120, rotation: 15, text: 'A label in two lines' },
    ],
    [
      'in an ellipse',
      1,
      { type: 'ellipse', width: 220, height: 120, text: 'A label in two lines' },
    ],
  ] as const;
  for (const [name, zoom, record] of PLACES) {
    test(`its field lies on the painted letters: ${name}`, async ({ page }) => {
      const [id = ''] = await board.add([{ type: 'text', x: 150, y: 160, ...record }]);
      await page.evaluate(
        async ([select, level]) => {
          await document.fonts.load('450 24px "Inter Variable"');
          await window.drawbridge?.setCamera({ x: 50, y: 60, zoom: level });
          await window.drawbridge?.select([select]);
        },
        [id, zoom] as const,
      );
      await page.keyboard.press('Enter');
      await expect(field(page)).toBeFocused();
      // Neither a caret nor a selection: only letters are compared.
      await field(page).evaluate((element: HTMLTextAreaElement) => {
        element.style.caretColor = 'transparent';
        element.setSelectionRange(0, 0);
      });
      const inField = await page.screenshot({ clip: DRAWING });
      await page.keyboard.press('Escape');
      await expect(field(page)).toHaveCount(0);
      // Without the handles, which a field has not.
      await page.evaluate(() => window.drawbridge?.select([]));
      const painted = await page.screenshot({ clip: DRAWING });
      const { stray, dark } = await strayPixels(page, [inField, painted], 1);
      expect(dark).toBeGreaterThan(800);
      // Where the outline of the selection crosses that of a shape it covers some of it.
      expect(stray).toBeLessThanOrEqual('type' in record ? dark / 200 : 0);
    });
  }

  test('its field goes along with the camera', async ({ page }) => {
    await page.mouse.dblclick(300, 200);
    await page.keyboard.type('Hello');
    const before = await field(page).boundingBox();
    await page.mouse.move(600, 500);
    await page.mouse.wheel(30, 50);
    await expect
      .poll(async () => Math.round((await field(page).boundingBox())?.x ?? 0))
      .toBe(Math.round((before?.x ?? 0) - 30));
    // Over the field too, which scrolls nothing of its own.
    await page.mouse.move((before?.x ?? 0) - 20, (before?.y ?? 0) - 40);
    await page.keyboard.down('Control');
    await page.mouse.wheel(0, -60);
    await page.keyboard.up('Control');
    await expect
      .poll(async () => (await field(page).boundingBox())?.height ?? 0)
      .toBeGreaterThan((before?.height ?? 0) * 1.2);
    await page.keyboard.type('!');
    expect(await texts()).toEqual(['Hello!']);
  });

  test('does not scroll the window when it is typed beyond its edge', async ({ page }) => {
    await page.mouse.dblclick(1180, 720);
    await page.keyboard.type('a long line that reaches far beyond the window');
    for (let i = 0; i < 6; i++) await page.keyboard.press('Enter');
    const scrolled = await page.evaluate(
      () =>
        [...document.querySelectorAll('*')].filter(
          (el) => el.scrollTop !== 0 || el.scrollLeft !== 0,
        ).length,
    );
    expect(scrolled).toBe(0);
  });

  test('labels the selected shape by Enter, or by simply typing', async ({ page }) => {
    const [id = ''] = await board.add([
      { type: 'rectangle', x: 300, y: 200, width: 200, height: 100 },
    ]);
    await page.evaluate((select) => window.drawbridge?.select([select]), id);
    await page.keyboard.press('Enter');
    await page.keyboard.type('first');
    await page.keyboard.press('Escape');
    expect(await texts()).toEqual(['first']);
    await page.keyboard.press('Enter');
    await page.keyboard.press('Delete');
    await page.keyboard.press('Escape');
    // Letters that are tools' keys too: a word is a word.
    await page.keyboard.type('hello', { delay: 60 });
    await page.keyboard.press('Escape');
    expect(await texts()).toEqual(['hello']);
    await page.keyboard.press('Enter');
    await page.keyboard.press('Delete');
    await page.keyboard.press('Escape');
    // A letter that is no tool's key is typed at once.
    await page.keyboard.type('Zoo', { delay: 1000 });
    await page.keyboard.press('Control+Enter');
    expect(await texts()).toEqual(['Zoo']);
  });

  test('one key with a shape selected still picks the tool', async ({ page }) => {
    await page.keyboard.press('r');
    await board.drag([
      [200, 200],
      [250, 250],
      [300, 300],
    ]);
    await page.keyboard.press('o');
    await board.drag([
      [400, 200],
      [450, 250],
      [500, 300],
    ]);
    expect((await board.elements()).map(({ type }) => type)).toEqual(['rectangle', 'ellipse']);
    expect(await texts()).toEqual([undefined, undefined]);
  });

  test('goes along a line and an arrow', async ({ page }) => {
    await board.add([
      {
        type: 'arrow',
        points: [
          [200, 200],
          [600, 200],
        ],
      },
    ]);
    await page.mouse.dblclick(300, 200);
    await page.keyboard.type('yes');
    const box = await field(page).boundingBox();
    expect((box?.x ?? 0) + (box?.width ?? 0) / 2).toBeCloseTo(400, 0);
    await page.keyboard.press('Escape');
    expect(await texts()).toEqual(['yes']);
  });

  const paste = async (page: Page, context: BrowserContext, text: string): Promise<void> => {
    await context.grantPermissions(['clipboard-read', 'clipboard-write']);
    await page.evaluate((content) => navigator.clipboard.writeText(content), text);
    await page.keyboard.press('Control+v');
  };

  test('is pasted as plain text', async ({ page, context }) => {
    await page.mouse.dblclick(300, 200);
    await page.keyboard.type('[]');
    await page.keyboard.press('ArrowLeft');
    await paste(page, context, 'a\tb\r\nc\0d');
    await expect(field(page)).toHaveValue('[a    b\ncd]');
    expect(await texts()).toEqual(['[a    b\ncd]']);
    await page.keyboard.press('Control+z');
    await expect(field(page)).toHaveValue('[]');
  });

  test('of a million letters is refused in one sentence, and what was there stays', async ({
    page,
    context,
  }) => {
    await page.mouse.dblclick(300, 200);
    await page.keyboard.type('kept');
    await paste(page, context, 'x'.repeat(1_000_000));
    await expect(page.getByText('A text holds at most 100,000 characters.')).toBeVisible();
    await expect(field(page)).toHaveValue('kept');
    await page.keyboard.type('!');
    expect(await texts()).toEqual(['kept!']);
  });

  test('of a hundred thousand letters can be typed in', async ({ page, context }) => {
    await board.pickTool('Text');
    await board.drag([
      [100, 100],
      [500, 150],
      [1000, 200],
    ]);
    const long = 'the quick brown fox '.repeat(4999);
    await paste(page, context, long);
    await page.keyboard.type('end');
    expect(await texts()).toEqual([`${long}end`]);
    await page.keyboard.press('Escape');
    await expect(field(page)).toHaveCount(0);
  });

  test('is composed by an input method without a shortcut or a commit in between', async ({
    page,
    context,
  }) => {
    await page.mouse.dblclick(300, 200);
    const input = await context.newCDPSession(page);
    const compose = (text: string): Promise<unknown> =>
      input.send('Input.imeSetComposition', {
        text,
        selectionStart: text.length,
        selectionEnd: text.length,
      });
    await compose('k');
    await compose('か');
    await compose('かん');
    await expect(field(page)).toHaveValue('かん');
    expect(await texts()).toEqual([]);
    await input.send('Input.insertText', { text: '漢' });
    await expect(field(page)).toHaveValue('漢');
    expect(await texts()).toEqual(['漢']);
    await compose('x');
    await page.keyboard.press('Control+Enter');
    expect((await texts())[0]).toMatch(/^漢/);
  });

  test('lets the style panel work while it is typed', async ({ page }) => {
    await page.mouse.dblclick(300, 200);
    await page.keyboard.type('Hello');
    await page.getByRole('radio', { name: 'Red', exact: true }).click();
    await page.keyboard.type(' red');
    expect(await board.elements()).toMatchObject([{ text: 'Hello red', color: 'red' }]);
  });

  for (const colorScheme of ['light', 'dark'] as const) {
    test(`axe finds nothing while it is typed, ${colorScheme}`, async ({ page }) => {
      await page.emulateMedia({ colorScheme });
      await page.mouse.dblclick(300, 200);
      await page.keyboard.type('Hello');
      const { violations } = await new AxeBuilder({ page }).setLegacyMode(true).analyze();
      expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html)}`)).toEqual(
        [],
      );
    });
  }
});
