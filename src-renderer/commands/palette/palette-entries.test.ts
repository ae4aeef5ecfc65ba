import { describe, expect, it } from 'vitest';
import { testEditor } from '../../tools/testing/test-editor.ts';
import { COMMANDS } from '../registry.ts';
import { NO_WINDOW } from '../testing/no-window.ts';
import {
  commandEntries,
  elementEntries,
  PALETTE_HITS_MAX,
  searchPalette,
} from './palette-entries.ts';

const box = { type: 'rectangle', x: 0, y: 0, width: 40, height: 40 } as const;
const commandsOf = (test: ReturnType<typeof testEditor>) =>
  commandEntries(COMMANDS, { editor: test.editor, window: NO_WINDOW }, (key) => key);

describe('the palette', () => {
  it('has every command with its key', () => {
    const entries = commandsOf(testEditor());
    const group = entries.find(({ target }) => target.id === 'arrange.group');
    expect(group).toMatchObject({ label: 'command.arrange.group', shortcut: '$mod+g' });
    // Those left out only steer what is there.
    expect(COMMANDS.length - entries.length).toBe(6);
  });

  it('shows first what can be done now, what was done last above all', () => {
    const test = testEditor();
    const hits = searchPalette(commandsOf(test), '', ['view.zoom-in']);
    expect(hits[0]?.entry.target.id).toBe('view.zoom-in');
    expect(hits.every(({ entry }) => entry.enabled)).toBe(true);
    expect(hits.map(({ entry }) => entry.target.id)).not.toContain('arrange.group');
  });

  it('finds what cannot be done now too, below what can', () => {
    const test = testEditor();
    const hits = searchPalette(commandsOf(test), 'group');
    expect(hits.map(({ entry }) => entry.target.id)).toContain('arrange.group');
    expect(hits.find(({ entry }) => entry.target.id === 'arrange.group')?.entry.enabled).toBe(
      false,
    );
  });

  it('finds things on the board by their text', () => {
    const test = testEditor();
    const [id = ''] = test.given({ ...box, text: 'Pay\nnow' }, box, {
      ...box,
      text: 'hidden',
      hidden: true,
    });
    const entries = elementEntries(test.editor);
    expect(entries.map(({ label }) => label)).toEqual(['Pay now']);
    expect(searchPalette(entries, 'pn').map(({ entry }) => entry.target.id)).toEqual([id]);
    expect(searchPalette(entries, '')).toEqual([]);
  });

  it('stays short on a board of many things', () => {
    const test = testEditor();
    test.given(...Array.from({ length: 200 }, (_, i) => ({ ...box, text: `Note ${i}` })));
    expect(searchPalette(elementEntries(test.editor), 'note')).toHaveLength(PALETTE_HITS_MAX);
  });
});
