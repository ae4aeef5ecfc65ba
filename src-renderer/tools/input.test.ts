import { describe, expect, it } from 'vitest';
import { MIDDLE_BUTTON } from '../canvas/pointer.ts';
import { testEditor } from './testing/test-editor.ts';

const touch = (pointerId: number) => ({ kind: 'touch' as const, pointerId });

describe('panning and zooming', () => {
  it('pans by the middle button and by Space, with any tool, and writes nothing', () => {
    const test = testEditor().tool('pen');
    const before = test.trace();
    test.down(0, 0, { button: MIDDLE_BUTTON }).move(30, 10).up(30, 10);
    expect(test.editor.camera.get()).toEqual({ x: -30, y: -10, zoom: 1 });
    test.editor.input.setSpaceHeld(true);
    expect(test.editor.cursor.get()).toBe('grab');
    test.down(30, 10);
    expect(test.editor.cursor.get()).toBe('grabbing');
    test.move(0, 0).up(0, 0);
    test.editor.input.setSpaceHeld(false);
    expect(test.editor.camera.get()).toEqual({ x: 0, y: 0, zoom: 1 });
    expect(test.trace()).toEqual(before);
    expect(test.editor.cursor.get()).toBe('crosshair');
  });

  it('pans by the wheel and zooms to the pointer with Ctrl', () => {
    const { editor } = testEditor();
    editor.input.wheel({ screen: { x: 0, y: 0 }, deltaX: 5, deltaY: 40, zoom: false });
    expect(editor.camera.get()).toEqual({ x: 5, y: 40, zoom: 1 });
    const before = editor.toBoard({ x: 300, y: 200 });
    editor.input.wheel({ screen: { x: 300, y: 200 }, deltaX: 0, deltaY: -50, zoom: true });
    expect(editor.camera.get().zoom).toBeGreaterThan(1.2);
    const after = editor.toBoard({ x: 300, y: 200 });
    expect(after.x).toBeCloseTo(before.x);
    expect(after.y).toBeCloseTo(before.y);
  });

  it('ignores the other buttons', () => {
    const test = testEditor().tool('pen');
    test.down(0, 0, { button: 2 }).move(50, 50).up(50, 50, { button: 2 });
    expect(test.elements).toHaveLength(0);
  });
});

describe('fingers', () => {
  it('draw as long as no pen was seen, and pan from then on', () => {
    const test = testEditor().tool('pen');
    test.down(0, 0, touch(1)).move(50, 0, touch(1)).up(50, 0, touch(1));
    expect(test.elements).toHaveLength(1);
    test.with({ kind: 'pen', pointerId: 9 }).drag([0, 50], [50, 50]).with({});
    expect(test.elements).toHaveLength(2);
    test.down(0, 0, touch(1)).move(40, 0, touch(1)).up(40, 0, touch(1));
    expect(test.elements).toHaveLength(2);
    expect(test.editor.camera.get().x).toBe(-40);
  });

  it('pan and zoom by two; what the first one began leaves no trace', () => {
    const test = testEditor().tool('pen');
    const before = test.trace();
    test.down(100, 100, touch(1)).move(110, 100, touch(1)).down(210, 100, touch(2));
    expect(test.editor.gesture.get()).toBeNull();
    test.move(310, 100, touch(2));
    expect(test.editor.camera.get().zoom).toBeCloseTo(2);
    expect(test.editor.toBoard({ x: 110, y: 100 }).x).toBeCloseTo(110);
    test.up(310, 100, touch(2)).move(150, 100, touch(1)).up(150, 100, touch(1));
    expect(test.trace()).toEqual(before);
  });

  it('do nothing as a palm that rests while the pen draws', () => {
    const test = testEditor().tool('pen').with({ kind: 'pen', pointerId: 9 });
    test.down(0, 0).move(20, 0);
    test.down(300, 300, touch(1)).move(320, 300, touch(1)).up(320, 300, touch(1));
    test.move(40, 0).up(40, 0);
    expect(test.elements).toHaveLength(1);
    expect(test.elements[0]?.box.width).toBeCloseTo(40);
    expect(test.editor.camera.get()).toEqual({ x: 0, y: 0, zoom: 1 });
  });
});

describe('a palm that lands before the tip', () => {
  it('is forgotten when the pen comes', () => {
    const test = testEditor().tool('pen');
    test.down(300, 300, touch(1)).move(310, 300, touch(1));
    test.with({ kind: 'pen', pointerId: 9 }).drag([0, 0], [50, 0]).with({});
    test.move(320, 300, touch(1)).up(320, 300, touch(1));
    expect(test.elements).toHaveLength(1);
    expect(test.elements[0]?.pressure).toBe('real');
  });
});

describe('a pointer that is taken away', () => {
  it('cancels its gesture without a trace, and the next one works', () => {
    const test = testEditor().tool('rectangle');
    const before = test.trace();
    test.down(0, 0).move(50, 50);
    test.editor.input.pointerLost(1);
    expect(test.trace()).toEqual(before);
    test.up(60, 60);
    expect(test.elements).toHaveLength(0);
    test.drag([0, 0], [50, 50]);
    expect(test.elements).toHaveLength(1);
  });

  it('does not end the gesture of another pointer', () => {
    const test = testEditor().tool('pen').down(0, 0).move(50, 0);
    test.editor.input.pointerLost(7);
    test.up(50, 0);
    expect(test.elements).toHaveLength(1);
  });
});

describe('the pointer that others see', () => {
  it('is there while it is over the canvas', () => {
    const test = testEditor();
    test.editor.setCamera({ x: 10, y: 0, zoom: 2 });
    test.move(40, 40);
    expect(test.editor.pointer.get()).toEqual({ x: 30, y: 20 });
    test.editor.input.leave();
    expect(test.editor.pointer.get()).toBeNull();
  });
});

describe('a board that takes no changes', () => {
  it('says so, and shows nothing that is not there', () => {
    const test = testEditor().tool('pen');
    test.editor.add([{ type: 'stroke' }]);
    expect(test.editor.writeProblem.get()?.code).toBe('invalid');
    test.drag([0, 0], [10, 10]);
    expect(test.editor.writeProblem.get()).toBeNull();
  });
});
