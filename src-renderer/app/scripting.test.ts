import { describe, expect, it } from 'vitest';
import { type TestEditor, testEditor } from '../tools/testing/test-editor.ts';
import { createScripting, type Scripting } from './scripting.ts';

function scripted(): { test: TestEditor; script: Scripting<{ people: number[] }> } {
  const test = testEditor();
  const script = createScripting({
    editor: test.editor,
    link: () => 'http://localhost/#board=x',
    status: () => ({ people: [] }),
  });
  return { test, script };
}

describe('the scripting object', () => {
  it('adds and reads elements of every type', async () => {
    const { script } = scripted();
    const ids = await script.add([
      { id: 'frame', type: 'rectangle', x: 0, y: 0, width: 80, height: 40, fill: 'blue' },
      { type: 'ellipse', x: 0, y: 0, width: 80, height: 40, color: '#ff0000', text: 'Pay' },
      {
        type: 'arrow',
        points: [
          [0, 0],
          [50, 20],
        ],
      },
      {
        type: 'line',
        points: [
          [0, 0],
          [50, 20],
        ],
        size: 2,
      },
      {
        type: 'stroke',
        points: [
          [10, 10, 0.2],
          [30, 50, 0.8],
        ],
        pressure: 'real',
      },
      { type: 'text', x: 5, y: 6, text: 'Hello', size: 20, rotation: 90 },
    ]);
    expect(ids).toHaveLength(6);
    expect(ids[0]).toBe('frame');
    const [frame, ellipse, arrow, , stroke, text] = script.elements();
    expect(frame).toMatchObject({ id: 'frame', type: 'rectangle', x: 0, width: 80, fill: 'blue' });
    expect(frame).not.toHaveProperty('points');
    expect(ellipse).toMatchObject({ color: '#ff0000', text: 'Pay' });
    expect(arrow?.points).toEqual([
      [0, 0],
      [50, 20],
    ]);
    expect(stroke).toMatchObject({ x: 10, y: 10, width: 20, height: 40, pressure: 'real' });
    expect(stroke?.points?.[1]?.[2]).toBeCloseTo(0.8, 1);
    expect(text).toMatchObject({ text: 'Hello', rotation: 90 });
    expect(text?.width).toBeGreaterThan(20);
  });

  it('updates, removes, and takes steps back', async () => {
    const { script } = scripted();
    const [id = ''] = await script.add([{ type: 'rectangle', x: 0, y: 0, width: 9, height: 9 }]);
    await script.update([{ id, x: 70, color: 'red' }]);
    expect(script.elements()[0]).toMatchObject({ x: 70, y: 0, color: 'red' });
    await script.remove([id]);
    expect(script.elements()).toEqual([]);
    expect(await script.undo()).toBe(true);
    expect(script.elements()).toHaveLength(1);
    expect(await script.redo()).toBe(true);
    expect(script.elements()).toEqual([]);
  });

  it('selects, switches tools and moves the camera', async () => {
    const { script, test } = scripted();
    await script.add([{ id: 'a', type: 'rectangle', x: 0, y: 0, width: 9, height: 9 }]);
    await script.select(['a', 'unknown']);
    expect(script.selection()).toEqual(['a']);
    await script.setTool('pen');
    expect(test.editor.tool.get()).toBe('pen');
    await script.setCamera({ x: 5, y: 6, zoom: 2 });
    expect(script.camera()).toEqual({ x: 5, y: 6, zoom: 2 });
    await script.fit();
    expect(script.camera().zoom).toBe(1);
    expect(script.link()).toBe('http://localhost/#board=x');
    expect(script.status()).toEqual({ people: [] });
  });

  it.each([
    [[{ type: 'circle', x: 0, y: 0, width: 1, height: 1 }], /0\.type/],
    [[{ type: 'rectangle', x: 0, y: 0, width: 1 }], /0\.height: a rectangle without points/],
    [[{ type: 'stroke' }], /0\.points: a stroke needs points/],
    [[{ type: 'rectangle', x: 0, y: 0, width: 1, height: 1, points: [[0, 0]] }], /has no points/],
    [[{ type: 'text', x: 0, y: 0, colour: 'red' }], /colour/],
    [[{ type: 'text', x: 0, y: 0, color: 'crimson' }], /0\.color: a colour is #rrggbb/],
    [[{ type: 'text', x: Number.NaN, y: 0 }], /0\.x/],
    [[{ id: 'not an id', type: 'text', x: 0, y: 0 }], /0\.id/],
  ])('refuses %j with a message that says why, and writes nothing', async (records, message) => {
    const { script, test } = scripted();
    const before = test.trace();
    const good = { type: 'rectangle', x: 0, y: 0, width: 1, height: 1 };
    const given = [...records, good];
    await expect(script.add(given)).rejects.toThrow(message);
    expect(test.trace()).toEqual(before);
  });

  it('refuses what is no list of records', async () => {
    const { script } = scripted();
    await expect(Reflect.apply(script.add, script, ['nonsense'])).rejects.toThrow(/array/);
  });

  it('refuses an update of what is not on the board', async () => {
    const { script } = scripted();
    await expect(script.update([{ id: 'gone', x: 1 }])).rejects.toMatchObject({
      code: 'not-found',
      message: 'drawbridge.update: not on the board: gone',
    });
  });
});
