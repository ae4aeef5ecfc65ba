import { expect, test } from '@playwright/test';
import { type CellProcess, startCellProcess } from '../support/cell.ts';
import { haveEqualBoards, Person } from '../support/person.ts';

test.describe('two people in one text', () => {
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
    expect([...ada.errors, ...bob.errors]).toEqual([]);
    await Promise.all([ada.done(), bob.done(), cell.stop()]);
  });

  const field = (person: Person) => person.page.getByRole('textbox', { name: 'Text on the board' });
  const textOf = async (person: Person): Promise<string | undefined> =>
    (await person.elements())[0]?.text;

  /** Both have a field open on the same element. */
  const bothEdit = async (record: object): Promise<void> => {
    const [id = ''] = await ada.add([record]);
    await bob.hasElements(1);
    for (const person of [ada, bob]) {
      await person.page.evaluate((select) => window.drawbridge?.select([select]), id);
      await person.page.keyboard.press('Enter');
      await expect(field(person)).toBeFocused();
    }
  };
  const sameText = async (): Promise<string> => {
    await expect(async () => {
      const values = await Promise.all([field(ada).inputValue(), field(bob).inputValue()]);
      expect(values[0]).toBe(values[1]);
    }).toPass({ timeout: 5_000 });
    return field(ada).inputValue();
  };

  test('type at once: nothing is lost, and each caret stays with its person', async () => {
    await bothEdit({ type: 'text', x: 200, y: 200, text: '[]' });
    await ada.page.keyboard.press('Home');
    await bob.page.keyboard.press('End');
    const words = ['alpha ', 'beta ', 'gamma ', 'delta '];
    for (const word of words) {
      await Promise.all([
        ada.page.keyboard.type(word, { delay: 15 }),
        bob.page.keyboard.type(word.toUpperCase(), { delay: 15 }),
      ]);
    }
    const all = words.join('');
    await expect.poll(sameText).toBe(`${all}[]${all.toUpperCase()}`);
    await ada.page.keyboard.press('Escape');
    await bob.page.keyboard.press('Escape');
    await haveEqualBoards(ada, bob);
    expect(await textOf(bob)).toBe(`${all}[]${all.toUpperCase()}`);
  });

  test('start one label at the same moment, and all of it is there', async () => {
    await bothEdit({ type: 'rectangle', x: 300, y: 200, width: 300, height: 150 });
    await Promise.all([
      ada.page.keyboard.type('Hello', { delay: 10 }),
      bob.page.keyboard.type('World', { delay: 10 }),
    ]);
    await expect.poll(async () => (await sameText()).length).toBe(10);
    const merged = await sameText();
    expect([...merged].sort().join('')).toBe([...'HelloWorld'].sort().join(''));
    expect(merged).toMatch(/H.*e.*l.*l.*o/);
    expect(merged).toMatch(/W.*o.*r.*l.*d/);
  });

  test('undo of one takes back only what that one typed', async () => {
    await bothEdit({ type: 'text', x: 200, y: 200, text: '-' });
    await ada.page.keyboard.press('End');
    await ada.page.keyboard.type('mine');
    await expect.poll(sameText).toBe('-mine');
    await bob.page.keyboard.press('Home');
    await bob.page.keyboard.type('theirs');
    await expect.poll(sameText).toBe('theirs-mine');
    await ada.page.keyboard.press('Control+z');
    await expect.poll(sameText).toBe('theirs-');
    await ada.page.keyboard.press('Control+y');
    await expect.poll(sameText).toBe('theirs-mine');
    await ada.page.keyboard.press('Escape');
    await ada.page.keyboard.press('Control+z');
    await expect.poll(() => textOf(bob)).toBe('theirs-');
  });

  test('what one types in a text that the other deletes meanwhile comes back', async () => {
    await ada.page.mouse.dblclick(300, 200);
    await ada.page.keyboard.type('Hello');
    await bob.hasElements(1);
    await expect.poll(() => textOf(bob)).toBe('Hello');
    const [id = ''] = (await bob.elements()).map((element) => element.id);
    await bob.remove([id]);
    await expect(ada.page.getByText('Somebody has deleted what you are typing in.')).toBeVisible();
    await expect(field(ada)).toHaveValue('Hello');
    await expect(field(ada)).toBeFocused();
    await ada.page.keyboard.type('!');
    await expect.poll(() => textOf(bob)).toBe('Hello!');
    await expect(ada.page.getByText('Somebody has deleted')).toHaveCount(0);
    await ada.page.keyboard.press('Escape');
    await haveEqualBoards(ada, bob);
    expect(await textOf(ada)).toBe('Hello!');
  });

  test('an input method goes on while the other types, and both merge when it is done', async () => {
    await bothEdit({ type: 'text', x: 200, y: 200, text: 'ab' });
    await ada.page.keyboard.press('End');
    await ada.page.keyboard.press('ArrowLeft');
    const input = await ada.page.context().newCDPSession(ada.page);
    const compose = (text: string): Promise<unknown> =>
      input.send('Input.imeSetComposition', { text, selectionStart: 1, selectionEnd: 1 });
    await compose('k');
    await bob.page.keyboard.press('Home');
    await bob.page.keyboard.type('before ');
    await bob.page.keyboard.press('End');
    await bob.page.keyboard.type(' after');
    await expect.poll(() => textOf(ada)).toBe('before ab after');
    await compose('か');
    await expect(field(ada)).toHaveValue('aかb');
    await input.send('Input.insertText', { text: 'か' });
    await expect.poll(sameText).toBe('before aかb after');
    await ada.page.keyboard.type('!');
    await expect.poll(sameText).toBe('before aか!b after');
  });
});
