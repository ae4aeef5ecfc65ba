import { expect } from '../patient-expect.ts';
import type { Cast, Scene } from '../scene.ts';
import { drawSketch, frameSketch, meet, pointAt } from '../staging.ts';

/** The first one edits offline, the second one meanwhile too, and then they are together again. */
async function editApart(
  cast: Cast,
  edits: { readonly first: () => Promise<void>; readonly second: () => Promise<void> },
): Promise<void> {
  const [first, second = first] = cast.people;
  const link = await first.link();
  await second.page.goto('about:blank');
  await first.isLiveWith(0);
  await first.setOffline(true);
  await edits.first();
  await second.open(link);
  await second.hasElements((await first.elements()).length);
  await edits.second();
  await first.setOffline(false);
  await Promise.all([first.isLiveWith(1), second.isLiveWith(1)]);
}

const idsOf = async (cast: Cast, ...texts: readonly string[]): Promise<string[]> => {
  const records = await cast.people[0].elements();
  return texts.flatMap((text) => records.find((record) => record.text === text)?.id ?? []);
};

/** What people see of each other's changes. */
export const PEOPLE_SCENES: readonly Scene[] = [
  {
    name: 'conflict',
    shows: 'Two people have changed the same apart, and are together again',
    people: 2,
    spoilsCast: true,
    async arrange(cast) {
      const [first, second = first] = cast.people;
      await meet(cast);
      await drawSketch(cast);
      const [pay = '', confirm = ''] = await idsOf(cast, 'Pay', 'Confirm');
      await editApart(cast, {
        first: async () => {
          await first.update([
            { id: pay, color: 'red' },
            { id: confirm, rotation: 8 },
          ]);
        },
        second: () =>
          second.update([
            { id: pay, color: 'green' },
            { id: confirm, rotation: 20 },
          ]),
      });
      await expect(first.page.getByRole('region', { name: /made twice/ })).toBeVisible();
    },
    frame: ({ people: [first] }) => frameSketch(first),
  },
  {
    name: 'deleted-while-edited',
    shows: 'Somebody has deleted what the other was changing',
    people: 2,
    spoilsCast: true,
    async arrange(cast) {
      const [first, second = first] = cast.people;
      await meet(cast);
      await drawSketch(cast);
      const [pay = ''] = await idsOf(cast, 'Pay');
      await editApart(cast, {
        first: () => first.update([{ id: pay, color: 'red' }]),
        second: () => second.remove([pay]),
      });
      await expect(first.page.getByRole('region', { name: /made twice/ })).toBeVisible();
    },
    frame: ({ people: [first] }) => frameSketch(first),
  },
  {
    name: 'while-you-were-away',
    shows: 'What others did meanwhile, stepped through on the board',
    people: 2,
    spoilsCast: true,
    async arrange(cast) {
      const [first, second = first] = cast.people;
      await meet(cast);
      await drawSketch(cast);
      const link = await first.link();
      const [pay = '', confirm = '', thanks = ''] = await idsOf(
        cast,
        'Pay',
        'Confirm',
        'Thank you!',
      );
      await first.page.goto('about:blank');
      await second.update([
        { id: pay, fill: 'lime' },
        { id: confirm, text: 'Buy now' },
      ]);
      await second.remove([thanks]);
      await second.add([
        { type: 'ellipse', x: 640, y: 330, width: 150, height: 70, fill: 'yellow', text: 'New' },
        { type: 'rectangle', x: 900, y: 470, width: 150, height: 60, text: 'Receipt' },
      ]);
      await first.open(link);
      await frameSketch(first);
      await first.page.getByRole('button', { name: 'Step through' }).click();
    },
    frame: ({ people: [first] }) => frameSketch(first),
  },
  {
    name: 'following',
    shows: 'Another person’s view, with the bar that says so',
    people: 2,
    async arrange(cast) {
      const [first, second = first] = cast.people;
      await meet(cast);
      await drawSketch(cast);
      await frameSketch(second);
      await pointAt(second, 320, 210);
      await first.page.getByRole('button', { name: /^Follow / }).click();
      await expect(first.page.getByText(/^Following /)).toBeVisible();
    },
  },
  {
    name: 'paused',
    shows: 'Others’ changes are not shown for now',
    people: 2,
    async arrange(cast) {
      const [first, second = first] = cast.people;
      await meet(cast);
      await drawSketch(cast);
      await first.page.getByRole('button', { name: 'Pause others’ changes' }).click();
      const [pay = '', confirm = ''] = await idsOf(cast, 'Pay', 'Confirm');
      await second.update([
        { id: pay, fill: 'lime' },
        { id: confirm, x: 700 },
      ]);
      await expect(first.page.getByText(/Others have changed 2/)).toBeVisible();
      await first.page.mouse.move(640, 60);
    },
    frame: ({ people: [first] }) => frameSketch(first),
  },
  {
    name: 'exchange-file',
    shows: 'Changes as a file, for whom',
    people: 2,
    async arrange(cast) {
      const [first] = cast.people;
      await meet(cast);
      await drawSketch(cast);
      await expect.poll(async () => (await first.status()).heldBy.all).toBe(1);
      await first.page.getByRole('button', { name: 'Menu' }).click();
      await first.page.getByRole('menuitem', { name: 'Exchange changes by file' }).click();
      await first.page.getByRole('radio', { name: /Mateo/ }).click();
    },
    frame: ({ people: [first] }) => frameSketch(first),
  },
  {
    name: 'who-holds',
    shows: 'Who is here, who holds what, and whether it is safe to close',
    people: 3,
    async arrange(cast) {
      const [first] = cast.people;
      await meet(cast);
      await drawSketch(cast);
      await expect.poll(async () => (await first.status()).closing.kind).toBe('safe');
      await first.page.getByRole('status').first().getByRole('button').click();
      await expect(first.page.getByText(/Safe to close/)).toBeVisible();
    },
    frame: ({ people: [first] }) => frameSketch(first),
  },
];
