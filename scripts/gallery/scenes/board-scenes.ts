import { DOODLE, RETRO, SITE_MAP } from '../other-boards.ts';
import { expect } from '../patient-expect.ts';
import type { Scene } from '../scene.ts';
import { JOINED_BOARD, NOTES_BOARD, SHAPES_BOARD } from '../shapes-board.ts';
import {
  drawSketch,
  frameSketch,
  freshBoard,
  holdInk,
  introduce,
  meet,
  nameBoard,
  pointAt,
  STYLE_PANEL_ROOM,
  selectByText,
} from '../staging.ts';

/** Other boards than the sketch, for Home. */
const HOME_BOARDS = [
  ['Site map', SITE_MAP],
  ['Retro, week 20', RETRO],
  ['', DOODLE],
] as const;

/** The board itself: empty, full, selected, and with others on it. */
export const BOARD_SCENES: readonly Scene[] = [
  {
    name: 'empty',
    shows: 'A fresh board with its hint',
    arrange: freshBoard,
  },
  {
    name: 'sketch',
    shows: 'A wireframe with every kind of element',
    async arrange(cast) {
      await freshBoard(cast);
      await drawSketch(cast);
    },
    frame: ({ people: [first] }) => frameSketch(first),
  },
  {
    name: 'shapes',
    shows:
      'Every shape, with each kind of line, filling and corner, and the rest of the shapes opened',
    async arrange(cast) {
      const [first] = cast.people;
      await freshBoard(cast);
      await first.add(SHAPES_BOARD);
      await first.page.getByRole('radio', { name: 'Diamond' }).click();
      await first.page.getByRole('dialog', { name: 'More shapes' }).waitFor();
    },
    frame: ({ people: [first] }) => frameSketch(first, STYLE_PANEL_ROOM),
  },
  {
    name: 'joined',
    shows: 'Shapes joined by arrows of every way and head; one of them selected, with its style',
    async arrange(cast) {
      const [first] = cast.people;
      await freshBoard(cast);
      await first.add(JOINED_BOARD);
      await selectByText(first, 'yes');
    },
    frame: ({ people: [first] }) => frameSketch(first, STYLE_PANEL_ROOM),
  },
  {
    name: 'notes',
    shows: 'Sticky notes of several colours with their authors, text marked by a highlighter',
    async arrange(cast) {
      const [first] = cast.people;
      await freshBoard(cast);
      await first.add(NOTES_BOARD);
      await selectByText(first, 'Ask five people');
    },
    frame: ({ people: [first] }) => frameSketch(first, STYLE_PANEL_ROOM),
  },
  {
    name: 'selection',
    shows: 'One shape selected, with the style panel',
    async arrange(cast) {
      await freshBoard(cast);
      await drawSketch(cast);
      await selectByText(cast.people[0], 'Pay');
    },
    frame: ({ people: [first] }) => frameSketch(first, STYLE_PANEL_ROOM),
  },
  {
    name: 'selection-of-several',
    shows: 'Several shapes selected, of several colours',
    async arrange(cast) {
      await freshBoard(cast);
      await drawSketch(cast);
      await selectByText(cast.people[0], 'Pay', 'Confirm', 'Thank you!');
    },
    frame: ({ people: [first] }) => frameSketch(first, STYLE_PANEL_ROOM),
  },
  {
    name: 'pen',
    shows: 'The pen picked, with its style panel, and a stroke just being drawn',
    async arrange(cast) {
      const [first] = cast.people;
      await freshBoard(cast);
      await first.page.mouse.move(0, 0);
      await holdInk(
        first,
        Array.from({ length: 80 }, (_, i) => [300 + i * 6, 360 + 60 * Math.sin(i / 8)] as const),
      );
    },
  },
  {
    name: 'two-people',
    shows: 'Another person with cursor and selection',
    people: 2,
    async arrange(cast) {
      const [first, second = first] = cast.people;
      await meet(cast);
      await frameSketch(second);
      await drawSketch(cast);
      await selectByText(second, 'Confirm');
      await pointAt(second, 590, 500);
    },
    frame: ({ people: [first] }) => frameSketch(first),
  },
  {
    name: 'change-by-another',
    shows: 'What another person has just changed, marked for two seconds',
    people: 2,
    spoilsCast: true,
    async arrange(cast) {
      const [first, second = first] = cast.people;
      await meet(cast);
      await frameSketch(second);
      await drawSketch(cast);
      await first.page.emulateMedia({ reducedMotion: 'no-preference' });
      await pointAt(second, 640, 300);
    },
    // Anew for each picture, for the mark does not last.
    async frame({ people: [first, second = first] }) {
      await frameSketch(first);
      const records = await second.elements();
      const note = records.find(({ color, fill }) => color === 'amber' && fill === 'amber');
      if (!note) throw new Error('the note is not on the board');
      const size = note.size === 2 ? 3 : 2;
      await second.update([{ id: note.id, size }]);
      await expect
        .poll(async () => (await first.elements()).find(({ id }) => id === note.id)?.size)
        .toBe(size);
    },
  },
  {
    name: 'three-people',
    shows: 'Two others, one with ink that is not finished',
    people: 3,
    async arrange(cast) {
      const [first, second = first, third = first] = cast.people;
      await meet(cast);
      await Promise.all([frameSketch(second), frameSketch(third)]);
      await drawSketch(cast);
      await pointAt(second, 320, 210);
      await holdInk(
        third,
        Array.from({ length: 30 }, (_, i) => [740 + i * 6, 424 + 14 * Math.sin(i / 2.4)] as const),
      );
    },
    frame: ({ people: [first] }) => frameSketch(first),
  },
  {
    name: 'name-field',
    shows: 'The board’s name being typed',
    async arrange(cast) {
      const [first] = cast.people;
      await freshBoard(cast);
      await introduce(first, 0);
      await first.page.getByRole('button', { name: /rename/ }).click();
      await first.page.getByRole('textbox', { name: 'Board name' }).fill('Checkout flow');
    },
  },
  {
    name: 'home',
    needsFreshCast: true,
    shows: 'All boards of this computer',
    async arrange(cast) {
      const [first] = cast.people;
      await freshBoard(cast);
      for (const [name, records] of HOME_BOARDS) {
        await first.add(records);
        await nameBoard(first, name);
        await first.page.getByRole('button', { name: 'Menu' }).click();
        await first.page.getByRole('menuitem', { name: 'New board' }).click();
        await first.hasElements(0);
      }
      await drawSketch(cast);
      await nameBoard(first, 'Checkout flow');
      await first.page.getByRole('button', { name: 'Menu' }).click();
      await first.page.getByRole('menuitem', { name: 'All boards' }).click();
      await expect(first.page.locator('.board-card img')).toHaveCount(HOME_BOARDS.length + 1);
    },
    // The next scene starts without these boards.
    spoilsCast: true,
  },
  {
    name: 'delete-board',
    needsFreshCast: true,
    shows: 'Whether a board is to go from this computer',
    async arrange(cast) {
      const [first] = cast.people;
      await freshBoard(cast);
      await first.add(SITE_MAP);
      await nameBoard(first, 'Site map');
      await first.page.getByRole('button', { name: 'Menu' }).click();
      await first.page.getByRole('menuitem', { name: 'New board' }).click();
      await first.hasElements(0);
      await first.page.getByRole('button', { name: 'Menu' }).click();
      await first.page.getByRole('menuitem', { name: 'All boards' }).click();
      const card = first.page.getByRole('listitem').filter({ hasText: 'Site map' });
      await card.hover();
      await card.getByRole('button', { name: 'Delete Site map' }).click();
      await first.page.getByRole('dialog', { name: /Delete/ }).waitFor();
    },
    spoilsCast: true,
  },
  {
    name: 'home-empty',
    shows: 'Home, before anything was drawn, and a link that is not complete',
    async arrange(cast) {
      const { page } = cast.people[0];
      await freshBoard(cast);
      await page.getByRole('button', { name: 'Menu' }).click();
      await page.getByRole('menuitem', { name: 'All boards' }).click();
      await page
        .getByRole('textbox', { name: 'Link to a board' })
        .fill(`${cast.cell.url}/#board=a`);
      await page.getByRole('button', { name: 'Join' }).click();
      await page.getByRole('alert').waitFor();
    },
  },
];
