import { Hand, MousePointer2, Pen } from 'lucide-react';
import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { nextRadioIndex } from '../controls/radio-set.tsx';
import { TooltipProvider } from '../controls/tooltip.tsx';
import { startI18n } from '../i18n/index.ts';
import { Toolbar } from './toolbar.tsx';

startI18n();

const GROUPS = [
  [
    { name: 'select', label: 'Select', icon: MousePointer2, shortcut: 'v' },
    { name: 'hand', label: 'Hand', icon: Hand, shortcut: 'h' },
  ],
  [{ name: 'pen', label: 'Pen', icon: Pen, shortcut: 'p' }],
];

const render = (locked: string | null = null): string =>
  renderToStaticMarkup(
    <TooltipProvider>
      <Toolbar groups={GROUPS} active="pen" locked={locked} onSelect={() => undefined} />
    </TooltipProvider>,
  );

const buttons = (html: string): string[] => html.match(/<button[^>]*>/g) ?? [];

describe('the toolbar', () => {
  it('is a group named Tools of named radio buttons', () => {
    const html = render();
    expect(html).toContain('role="group" aria-label="Tools"');
    expect(html).toContain('role="radiogroup" aria-label="Tools"');
    const labels = buttons(html).map((button) => /aria-label="([^"]*)"/.exec(button)?.[1]);
    expect(labels).toEqual(['Select', 'Hand', 'Pen']);
    expect(buttons(html).every((button) => button.includes('role="radio"'))).toBe(true);
  });

  it('checks the active tool alone, and that is the one tab stop', () => {
    const checked = buttons(render()).filter((button) => button.includes('aria-checked="true"'));
    const stops = buttons(render()).filter((button) => button.includes('tabindex="0"'));
    expect(checked).toHaveLength(1);
    expect(checked[0]).toContain('aria-label="Pen"');
    expect(stops).toEqual(checked);
  });

  it('describes a locked tool', () => {
    expect(render()).not.toContain('Stays active');
    expect(render('pen')).toContain('aria-description="Stays active after a shape"');
  });
});

describe('arrow keys in a set of radio buttons', () => {
  it('wrap in a row', () => {
    expect(nextRadioIndex('ArrowRight', 2, 3, 3)).toBe(0);
    expect(nextRadioIndex('ArrowLeft', 0, 3, 3)).toBe(2);
    expect(nextRadioIndex('ArrowDown', 0, 3, 3)).toBe(1);
  });

  it('go by rows in a grid', () => {
    expect(nextRadioIndex('ArrowDown', 1, 16, 4)).toBe(5);
    expect(nextRadioIndex('ArrowUp', 1, 16, 4)).toBe(13);
    expect(nextRadioIndex('End', 1, 16, 4)).toBe(15);
    expect(nextRadioIndex('ArrowDown', 13, 16, 4)).toBe(1);
  });

  it('keep to the column where the last row is short', () => {
    expect(nextRadioIndex('ArrowDown', 11, 15, 4)).toBe(3);
    expect(nextRadioIndex('ArrowUp', 3, 15, 4)).toBe(11);
    expect(nextRadioIndex('ArrowUp', 2, 15, 4)).toBe(14);
  });

  it('leave other keys alone', () => {
    expect(nextRadioIndex('v', 1, 16, 4)).toBeNull();
  });
});
