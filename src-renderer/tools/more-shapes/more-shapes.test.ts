import { describe, expect, it } from 'vitest';
import { MORE_SHAPES } from '../../canvas/tool.ts';
import { testEditor } from '../testing/test-editor.ts';

describe.each(MORE_SHAPES)('the %s tool', (type) => {
  it('draws one into the box of the drag, selects it and gives way to Select', () => {
    const test = testEditor().tool(type).drag([10, 20], [110, 90]);
    const [shape] = test.elements;
    expect(shape).toMatchObject({ type, box: { x: 10, y: 20, width: 100, height: 70 } });
    expect(test.selected).toEqual([shape?.id]);
    expect(test.editor.tool.get()).toBe('select');
  });

  it('makes it as wide as high with Shift, and around its centre with Alt', () => {
    const test = testEditor().tool(type).with({ shift: true, alt: true });
    test.drag([100, 100], [150, 130]);
    expect(test.elements[0]?.box).toEqual({ x: 50, y: 50, width: 100, height: 100 });
  });

  it('takes the style of shapes, and shows it while it is drawn', () => {
    const test = testEditor().tool(type);
    const style = { fill: 'red', fillStyle: 'hatch', dash: 'dotted' } as const;
    test.editor.styles.change('rectangle', style);
    test.down(0, 0).move(50, 50);
    expect(test.editor.gesture.get()).toMatchObject({ type, ...style });
    test.up(50, 50);
    expect(test.elements[0]).toMatchObject(style);
  });

  it('leaves no trace when Escape cancels, and is undone in one step', () => {
    const test = testEditor().tool(type);
    const before = test.trace();
    test.down(0, 0).move(50, 50).escape().up(50, 50);
    expect(test.trace()).toEqual(before);
    test.click(50, 50);
    test.editor.undo();
    expect(test.elements).toHaveLength(0);
  });
});
