import type { Cast, Scene } from '../scene.ts';
import {
  drawSketch,
  frameSketch,
  freshBoard,
  onScreen,
  pointAt,
  STYLE_PANEL_ROOM,
  selectByText,
} from '../staging.ts';

const box = (x: number, y: number, color: string, text: string) => ({
  type: 'rectangle',
  x,
  y,
  width: 120,
  height: 80,
  color,
  fill: color,
  text,
});
const BOXES = [
  box(200, 160, 'blue', 'One'),
  box(400, 180, 'teal', 'Two'),
  box(640, 150, 'amber', 'Three'),
  box(380, 360, 'pink', 'Four'),
];

/** What is done with a selection: laid out, grouped, snapped, found. */
export const ARRANGE_SCENES: readonly Scene[] = [
  {
    name: 'palette',
    shows: 'The command palette with what a few letters find',
    async arrange(cast: Cast) {
      const [first] = cast.people;
      await freshBoard(cast);
      await drawSketch(cast);
      await selectByText(first, 'Pay', 'Confirm', 'Thank you!');
      await first.page.keyboard.press('Control+k');
      await first.page.getByRole('combobox').fill('con');
    },
    frame: ({ people: [first] }) => frameSketch(first, STYLE_PANEL_ROOM),
  },
  {
    name: 'arrange',
    shows: 'Place and size as numbers, and everything that lays out a selection',
    async arrange(cast: Cast) {
      const [first] = cast.people;
      await freshBoard(cast);
      await drawSketch(cast);
      await selectByText(first, 'Pay', 'Confirm', 'Thank you!');
      await first.page.getByRole('button', { name: 'Arrange' }).click();
      await first.page.getByRole('dialog', { name: 'Arrange the selection' }).waitFor();
    },
    frame: ({ people: [first] }) => frameSketch(first, STYLE_PANEL_ROOM),
  },
  {
    name: 'group',
    shows: 'A group that was gone into, with one of its parts selected',
    async arrange(cast: Cast) {
      const [first] = cast.people;
      const { page } = first;
      await freshBoard(cast);
      await first.add(BOXES);
      await page.evaluate(async () => {
        const ids = window.drawbridge?.elements().map(({ id }) => id) ?? [];
        await window.drawbridge?.select(ids.slice(0, 3));
      });
      await page.keyboard.press('Control+g');
      const { x, y } = await onScreen(first, 460, 220);
      await page.mouse.dblclick(x, y);
    },
  },
  {
    name: 'locked',
    shows: 'A locked shape, selected, and the menu that unlocks it',
    async arrange(cast: Cast) {
      const [first] = cast.people;
      const { page } = first;
      await freshBoard(cast);
      await first.add(BOXES.map((each, i) => (i === 1 ? { ...each, locked: true } : each)));
      const { x, y } = await onScreen(first, 460, 220);
      await page.mouse.click(x, y, { button: 'right' });
      await page.getByRole('menuitem', { name: /^Unlock(?! everything)/ }).waitFor();
    },
  },
  {
    name: 'snapping',
    shows: 'A shape being dragged, in line with one and as far from two others',
    async arrange(cast: Cast) {
      const [first] = cast.people;
      await freshBoard(cast);
      await first.add(BOXES);
      await pointAt(first, 460, 220);
      await first.page.mouse.down();
      await pointAt(first, 470, 222);
      await pointAt(first, 482, 202);
    },
  },
];
