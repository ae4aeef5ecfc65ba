import type { Person } from '../../tests/support/person.ts';
import { expect } from './patient-expect.ts';
import type { Cast } from './scene.ts';
import { SKETCH_NOTES, SKETCH_SCREENS, SKETCH_SIZE } from './sketch.ts';

/** What people see of somebody: a name, and one of the named colours. */
interface Introduction {
  readonly name: string;
  readonly color: string;
}

const INTRODUCTIONS: readonly Introduction[] = [
  { name: 'Ada', color: 'Indigo' },
  { name: 'Mateo', color: 'Pink' },
  { name: 'Noor', color: 'Teal' },
];

/** Gives somebody the name and colour of his or her place in the cast, by the app's own fields. */
export async function introduce(person: Person, place: number): Promise<void> {
  const { name, color } = INTRODUCTIONS[place] ?? { name: `Guest ${place}`, color: 'Blue' };
  const { page } = person;
  await page.getByRole('status').getByRole('button').click();
  await page.getByLabel('Your name').fill(name);
  await page
    .getByRole('radiogroup', { name: 'Your colour' })
    .getByRole('radio', { name: color, exact: true })
    .click();
  // By a press elsewhere: the first Escape may only close a colour's tooltip.
  await page.getByRole('region', { name: 'Board canvas' }).click({ position: { x: 200, y: 300 } });
  await expect(page.getByLabel('Your name')).toBeHidden();
}

/** A fresh board for the first one, without anything of the scene before. */
export async function freshBoard({ cell, people: [first] }: Cast): Promise<void> {
  // A page that only changes its fragment would keep its panels open.
  await first.page.goto('about:blank');
  await first.open(`${cell.url}/#new`);
}

/** Names the board as people do; an empty name leaves it without one. */
export async function nameBoard(person: Person, name: string): Promise<void> {
  if (name === '') return;
  const { page } = person;
  await page.getByRole('button', { name: /, rename$/ }).click();
  const field = page.getByRole('textbox', { name: 'Board name' });
  await field.fill(name);
  await field.press('Enter');
  await expect(field).toBeHidden();
}

/** Everybody on one fresh board, connected. */
export async function meet(cast: Cast): Promise<void> {
  const { people } = cast;
  const [first, ...others] = people;
  await freshBoard(cast);
  await introduce(first, 0);
  const link = await first.link();
  await Promise.all(
    others.map(async (person, index) => {
      await person.page.goto('about:blank');
      await person.open(link);
      await introduce(person, index + 1);
    }),
  );
  await Promise.all(people.map((person) => person.isLiveWith(people.length - 1)));
}

/** Draws the sketch: the screens by the first one, the notes by the last, and both see all. */
export async function drawSketch({ people }: Cast): Promise<void> {
  const [first] = people;
  const last = people.at(-1) ?? first;
  await first.add(SKETCH_SCREENS);
  await last.hasElements(SKETCH_SCREENS.length);
  await last.add(SKETCH_NOTES);
  const all = SKETCH_SCREENS.length + SKETCH_NOTES.length;
  await Promise.all(people.map((person) => person.hasElements(all)));
}

/** Room that panels take at the edges, in CSS px. */
const PANEL_ROOM = { top: 68, right: 32, bottom: 76, left: 32 } as const;
/** And with the style panel at the right. */
export const STYLE_PANEL_ROOM = { ...PANEL_ROOM, right: 216 } as const;

interface Room {
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
  readonly left: number;
}

/** Shows all of the sketch in the middle of what the panels leave free. */
export async function frameSketch(person: Person, room: Room = PANEL_ROOM): Promise<void> {
  const viewport = person.page.viewportSize() ?? { width: 1280, height: 800 };
  const width = viewport.width - room.left - room.right;
  const height = viewport.height - room.top - room.bottom;
  const fitting = Math.min(width / SKETCH_SIZE.width, height / SKETCH_SIZE.height);
  const zoom = fitting >= 1 ? Math.min(1.5, Math.floor(fitting * 4) / 4) : fitting;
  const camera = {
    x: SKETCH_SIZE.width / 2 - (room.left + width / 2) / zoom,
    y: SKETCH_SIZE.height / 2 - (room.top + height / 2) / zoom,
    zoom,
  };
  await person.page.evaluate((to) => window.drawbridge?.setCamera(to), camera);
}

/** Where a point of the board is in somebody's window, in CSS px. */
export async function onScreen(
  person: Person,
  x: number,
  y: number,
): Promise<{ x: number; y: number }> {
  return person.page.evaluate(
    (point) => {
      const camera = window.drawbridge?.camera() ?? { x: 0, y: 0, zoom: 1 };
      return { x: (point.x - camera.x) * camera.zoom, y: (point.y - camera.y) * camera.zoom };
    },
    { x, y },
  );
}

/** Puts somebody's pointer at a point of the board. */
export async function pointAt(person: Person, x: number, y: number): Promise<void> {
  const at = await onScreen(person, x, y);
  await person.page.mouse.move(at.x, at.y);
}

/** Draws through points of the board and does not lift the pen. */
export async function holdInk(
  person: Person,
  points: readonly (readonly [number, number])[],
): Promise<void> {
  const [first, ...rest] = points;
  if (!first) return;
  await person.pickTool('Pen');
  await pointAt(person, ...first);
  await person.page.mouse.down();
  for (const point of rest) await pointAt(person, ...point);
}

/** Selects the last elements with these texts, bottom first. */
export async function selectByText(person: Person, ...texts: readonly string[]): Promise<void> {
  await person.page.evaluate(async (wanted) => {
    const records = window.drawbridge?.elements() ?? [];
    const ids = records.filter(({ text }) => text && wanted.includes(text)).map(({ id }) => id);
    await window.drawbridge?.select(ids);
  }, texts);
}
