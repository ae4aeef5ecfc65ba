import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { BOTH, boardOf, expect, test } from '../harness/test.ts';

test.describe('copies in files', () => {
  let folder = '';
  test.beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'drawbridge-files-'));
  });
  test.afterEach(() => rm(folder, { recursive: true, force: true }));

  test(
    'a copy is saved where the person says, and opened as another board',
    BOTH,
    async ({ launch }) => {
      const app = await launch();
      const board = await boardOf(app);
      await board.drawStroke(300, 300);
      await board.hasElements(1);
      const before = await board.elements();
      const link = await board.link();
      const filePath = join(folder, 'idea.drawbridge');
      await app.answerDialog('showSaveDialog', { canceled: false, filePath });
      await board.page.keyboard.press('ControlOrMeta+s');
      await expect.poll(() => readdir(folder)).toEqual(['idea.drawbridge']);
      expect((await app.dialogs()).at(-1)?.options.defaultPath).toMatch(/\.drawbridge$/);

      await app.answerDialog('showOpenDialog', { canceled: false, filePaths: [filePath] });
      await board.page.keyboard.press('ControlOrMeta+o');
      await expect.poll(() => board.link()).not.toBe(link);
      await board.hasElements(1);
      expect(await board.elements()).toEqual(before);
    },
  );

  test('a cancelled dialog changes nothing, a damaged file is told', BOTH, async ({ launch }) => {
    const app = await launch();
    const board = await boardOf(app);
    await board.drawStroke(300, 300);
    await board.hasElements(1);
    await app.answerDialog('showSaveDialog', { canceled: true, filePath: '' });
    await board.page.keyboard.press('ControlOrMeta+s');
    await expect.poll(async () => (await app.dialogs()).length).toBe(1);
    await app.answerDialog('showOpenDialog', { canceled: true, filePaths: [] });
    await board.page.keyboard.press('ControlOrMeta+o');
    await expect.poll(async () => (await app.dialogs()).length).toBe(2);
    const damaged = join(folder, 'damaged.drawbridge');
    await writeFile(damaged, 'not a board');
    await app.answerDialog('showOpenDialog', { canceled: false, filePaths: [damaged] });
    await board.page.keyboard.press('ControlOrMeta+o');
    await expect(board.page.getByText(/damaged\.drawbridge” is/)).toBeVisible();
    await board.hasElements(1);
    expect(await readFile(damaged, 'utf8')).toBe('not a board');
  });

  test('a folder that cannot be written is told', async ({ launchStandIn }) => {
    const app = await launchStandIn();
    const board = await boardOf(app);
    const filePath = join(folder, 'absent', 'idea.drawbridge');
    await app.answerDialog('showSaveDialog', { canceled: false, filePath });
    await board.page.keyboard.press('ControlOrMeta+s');
    await expect(board.page.getByText('The copy was not written')).toBeVisible();
  });
});
