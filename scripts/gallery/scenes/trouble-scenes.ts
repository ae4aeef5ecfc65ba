import { OTHER_HOST, type Scene } from '../scene.ts';
import { drawSketch, frameSketch, freshBoard } from '../staging.ts';

const MESSAGE_LIMIT_MS = 20_000;

/** What people see when something is not as it should be. */
export const TROUBLE_SCENES: readonly Scene[] = [
  {
    name: 'offline',
    shows: 'Offline, with changes that are only here',
    spoilsCast: true,
    async arrange(cast) {
      const [first] = cast.people;
      await freshBoard(cast);
      await first.setOffline(true);
      await drawSketch(cast);
      await first.page
        .getByRole('status')
        .getByText(/Offline/)
        .waitFor();
      await first.page.getByRole('status').getByRole('button').click();
    },
    frame: ({ people: [first] }) => frameSketch(first),
  },
  {
    name: 'cell-gone',
    shows: 'The cell does not answer any more',
    spoilsCast: true,
    async arrange(cast) {
      const [first] = cast.people;
      await freshBoard(cast);
      await drawSketch(cast);
      await first.page.getByRole('status').getByText('On your own').waitFor();
      await cast.cell.kill();
      await first.page
        .getByRole('status')
        .getByText(/Reconnecting/)
        .waitFor({ timeout: MESSAGE_LIMIT_MS });
      await first.page.getByRole('status').getByRole('button').click();
    },
    frame: ({ people: [first] }) => frameSketch(first),
  },
  {
    name: 'storage-problem',
    shows: 'The browser keeps nothing: said in the chip, with the way out',
    spoilsCast: true,
    async arrange(cast) {
      const [first] = cast.people;
      await first.page.addInitScript(() => {
        IDBFactory.prototype.open = () => {
          throw new DOMException('denied', 'SecurityError');
        };
      });
      await freshBoard(cast);
      await drawSketch(cast);
      await first.page
        .getByRole('status')
        .getByText(/not saved here/)
        .waitFor();
      await first.page.getByRole('status').getByRole('button').click();
    },
    frame: ({ people: [first] }) => frameSketch(first),
  },
  {
    name: 'notices',
    shows: 'A file that is no board',
    async arrange(cast) {
      const { page } = cast.people[0];
      await freshBoard(cast);
      await drawSketch(cast);
      await page.getByRole('button', { name: 'Menu' }).click();
      const [chooser] = await Promise.all([
        page.waitForEvent('filechooser'),
        page.getByRole('menuitem', { name: /Open/ }).click(),
      ]);
      await chooser.setFiles({
        name: 'holiday.board',
        mimeType: 'application/octet-stream',
        buffer: Buffer.from('not a board'),
      });
      await page.getByRole('alert').waitFor();
    },
    frame: ({ people: [first] }) => frameSketch(first),
  },
  {
    name: 'join-prompt',
    shows: 'Before a cell that was never used is asked for anything',
    async arrange(cast) {
      const { page } = cast.people[0];
      await freshBoard(cast);
      const link = await cast.people[0].link();
      await page.getByRole('button', { name: 'Menu' }).click();
      await page.getByRole('menuitem', { name: 'All boards' }).click();
      await page
        .getByRole('textbox', { name: 'Link to a board' })
        .fill(link.replace('127.0.0.1', OTHER_HOST));
      await page.getByRole('button', { name: 'Join' }).click();
      await page.getByRole('dialog', { name: 'Join this board?' }).waitFor();
    },
  },
  {
    name: 'broken-link',
    shows: 'A link of which a part is missing',
    async arrange({ cell, people: [{ page }] }) {
      await page.goto('about:blank');
      await page.goto(`${cell.url}/#board=abc`);
      await page.getByRole('heading', { level: 1 }).waitFor();
    },
  },
  {
    name: 'insecure-page',
    shows: 'A guest on plain http',
    async arrange({ cell, people: [{ page }] }) {
      await page.goto('about:blank');
      await page.goto(`http://${OTHER_HOST}:${cell.port}/#new`);
      await page.getByRole('heading', { level: 1 }).waitFor();
    },
  },
];
