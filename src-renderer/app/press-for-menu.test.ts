import { describe, expect, it } from 'vitest';
import { testEditor } from '../tools/testing/test-editor.ts';
import { type MenuPress, pressForMenu } from './press-for-menu.ts';

function threeBoxes() {
  const test = testEditor();
  const box = (x: number) =>
    ({ type: 'rectangle', x, y: 0, width: 100, height: 100, fill: 'blue' }) as const;
  const ids = test.given(box(0), box(200), box(400));
  const press = (x: number, y: number, by: MenuPress['by'] = 'mouse') =>
    pressForMenu(test.editor, { by, at: { x, y } });
  return { test, ids, press };
}

describe('asking for the menu of the canvas', () => {
  it('selects what is under the pointer, with Select in hand', () => {
    const { test, ids, press } = threeBoxes();
    test.tool('pen');
    expect(press(50, 50)).toBe(true);
    expect(test.selected).toEqual([ids[0]]);
    expect(test.editor.tool.get()).toBe('select');
  });

  it('keeps several selected when it is on one of them or in a gap between', () => {
    const { test, ids, press } = threeBoxes();
    test.editor.select(ids.slice(0, 2));
    press(250, 50);
    expect(test.selected).toEqual(ids.slice(0, 2));
    press(150, 50);
    expect(test.selected).toEqual(ids.slice(0, 2));
    press(450, 50);
    expect(test.selected).toEqual([ids[2]]);
  });

  it('lets go of the selection elsewhere, and leaves the tool', () => {
    const { test, ids, press } = threeBoxes();
    test.editor.select(ids);
    test.editor.setTool('pen');
    press(700, 700);
    expect(test.selected).toEqual([]);
    expect(test.editor.tool.get()).toBe('pen');
  });

  it('means the selection as it is when it was a key', () => {
    const { test, ids, press } = threeBoxes();
    test.editor.select([ids[2] ?? '']);
    expect(press(50, 50, 'keyboard')).toBe(true);
    expect(test.selected).toEqual([ids[2]]);
  });

  it('ends a press of Select, but never a finger’s drawing or dragging', () => {
    const { test, press } = threeBoxes();
    const before = test.trace();
    test.down(50, 50, { kind: 'touch' });
    expect(press(50, 50, 'touch')).toBe(true);
    expect(test.editor.input.busy).toBe(false);
    test.down(50, 50, { kind: 'touch' }).move(90, 50, { kind: 'touch' });
    expect(press(90, 50, 'touch')).toBe(false);
    expect(test.editor.lift.get()).not.toBeNull();
    test.escape().tool('pen').down(5, 300, { kind: 'touch' });
    expect(press(5, 300, 'touch')).toBe(false);
    expect(test.editor.input.busy).toBe(true);
    test.escape();
    expect(test.trace()).toEqual(before);
  });
});
