import type { Page } from 'playwright-core';
import type { Cast, Scene } from '../scene.ts';
import {
  drawSketch,
  frameSketch,
  freshBoard,
  meet,
  onScreen,
  pointAt,
  STYLE_PANEL_ROOM,
  selectByText,
} from '../staging.ts';

/** A scene on one's own board with the sketch, where one thing is opened. */
function opened(name: string, shows: string, open: (page: Page) => Promise<void>): Scene {
  return {
    name,
    shows,
    async arrange(cast) {
      await freshBoard(cast);
      await drawSketch(cast);
      await open(cast.people[0].page);
    },
    frame: ({ people: [first] }) => frameSketch(first),
  };
}

async function openShare(page: Page, reach: string): Promise<void> {
  await page.getByRole('button', { name: 'Share' }).click();
  await page.getByRole('radio', { name: reach }).click();
}

/** Menus, popovers, dialogs and tooltips. */
export const PANEL_SCENES: readonly Scene[] = [
  opened('menu', 'The board’s menu', async (page) => {
    await page.getByRole('button', { name: 'Menu' }).click();
  }),
  opened('menu-theme', 'The theme in the menu, by keyboard', async (page) => {
    await page.getByRole('button', { name: 'Menu' }).click();
    await page.getByRole('menuitem', { name: 'Theme' }).press('ArrowRight');
  }),
  opened('zoom-menu', 'The zoom’s menu', async (page) => {
    await page.getByRole('button', { name: /Zoom, / }).click();
  }),
  {
    name: 'canvas-menu',
    shows: 'The menu under the right button, on a selected shape',
    async arrange(cast: Cast) {
      const [first] = cast.people;
      await freshBoard(cast);
      await drawSketch(cast);
      await frameSketch(first, STYLE_PANEL_ROOM);
      await selectByText(first, 'Confirm');
      await pointAt(first, 470, 436);
      const { x, y } = await onScreen(first, 470, 436);
      await first.page.mouse.click(x, y, { button: 'right' });
      await first.page.getByRole('menu').waitFor();
    },
  },
  {
    name: 'fill',
    shows: 'The fill’s colours and kinds',
    async arrange(cast: Cast) {
      const [first] = cast.people;
      await freshBoard(cast);
      await drawSketch(cast);
      await selectByText(first, 'Pay');
      await first.page.getByRole('radio', { name: 'Fill', exact: true }).click();
    },
    frame: ({ people: [first] }) => frameSketch(first, STYLE_PANEL_ROOM),
  },
  opened('locked-tool', 'A tool that stays, and what its keys do', async (page) => {
    await page.getByRole('radio', { name: 'Ellipse' }).dblclick();
    await page.mouse.move(10, 400);
  }),
  opened('tooltip', 'A tool’s tooltip with its key', async (page) => {
    await page.getByRole('radio', { name: 'Rectangle' }).hover();
    await page.getByRole('tooltip').waitFor();
  }),
  opened('focus', 'The keyboard’s focus on a tool', async (page) => {
    await page.getByRole('radio', { name: 'Select' }).focus();
    await page.keyboard.press('ArrowRight');
  }),
  opened('share', 'Sharing on this computer', (page) => openShare(page, 'This computer only')),
  opened('share-network', 'Before a port is opened to the network', (page) =>
    openShare(page, 'This network'),
  ),
  opened('share-cell', 'An address that is none', async (page) => {
    await openShare(page, 'A cell you host');
    const field = page.getByRole('textbox', { name: 'Address of the cell' });
    await field.fill('cell example');
    await field.press('Enter');
    await page.getByRole('alert').waitFor();
  }),
  {
    name: 'status',
    shows: 'Who is here, how each is connected, and who holds the changes',
    people: 3,
    async arrange(cast: Cast) {
      await meet(cast);
      await drawSketch(cast);
      await cast.people[0].page.getByRole('status').getByRole('button').click();
    },
    frame: ({ people: [first] }) => frameSketch(first),
  },
  opened('help', 'The keyboard’s shortcuts', async (page) => {
    await page.getByRole('button', { name: 'Keyboard shortcuts' }).click();
  }),
];
