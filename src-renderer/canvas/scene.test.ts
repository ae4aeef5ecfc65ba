import { describe, expect, it } from 'vitest';
import { BoardDocument } from '../board/board-document.ts';
import type { NewElement } from '../board/element.ts';
import type { Bounds } from '../geometry/box.ts';
import { Scene } from './scene.ts';

const EVERYTHING: Bounds = { minX: -1e6, minY: -1e6, maxX: 1e6, maxY: 1e6 };
const square = (id: string, x: number, more: Partial<NewElement> = {}): NewElement => ({
  id,
  type: 'rectangle',
  x,
  y: 0,
  width: 100,
  height: 100,
  fill: 'blue',
  ...more,
});

function board(...elements: NewElement[]): { doc: BoardDocument; scene: Scene; dirty: Bounds[] } {
  const doc = new BoardDocument({ author: { personId: 'ada', name: 'Ada' } });
  doc.add(elements);
  const scene = new Scene(doc);
  const dirty: Bounds[] = [];
  scene.onChange(({ regions }) => dirty.push(...regions));
  return { doc, scene, dirty };
}
const ids = (scene: Scene, bounds = EVERYTHING): string[] =>
  scene.query(bounds).map(({ id }) => id);

describe('the scene', () => {
  it('finds what is visible, bottom first', () => {
    const { scene } = board(square('a', 0), square('b', 50), square('far', 5000));
    expect(ids(scene, { minX: 0, minY: 0, maxX: 300, maxY: 300 })).toEqual(['a', 'b']);
  });

  it('follows every change of the document, undo included', () => {
    const { doc, scene } = board(square('a', 0));
    doc.add([square('b', 200)]);
    expect(ids(scene)).toEqual(['a', 'b']);
    doc.update([{ id: 'a', x: 9000 }]);
    expect(ids(scene, { minX: 0, minY: 0, maxX: 500, maxY: 500 })).toEqual(['b']);
    doc.remove(['b']);
    expect(ids(scene)).toEqual(['a']);
    doc.undo();
    expect(ids(scene)).toEqual(['a', 'b']);
  });

  it('keeps the z-order of the document through changes of order, in any sequence', () => {
    const { doc, scene } = board(square('a', 0), square('b', 0), square('c', 0));
    const check = (): void => expect(ids(scene)).toEqual(doc.elements().map(({ id }) => id));
    const bottom = doc.get('a')?.index ?? '';
    const top = doc.get('c')?.index ?? '';
    doc.update([{ id: 'c', index: bottom }]);
    check();
    doc.add([square('d', 0)]);
    check();
    doc.update([{ id: 'a', index: `${top}V` }]);
    check();
    doc.remove(['a']);
    doc.add([square('e', 0)]);
    check();
    doc.update([{ id: 'e', x: 5 }]);
    doc.add([square('f', 0)]);
    check();
    doc.undo();
    doc.undo();
    check();
  });

  it('tells the stale regions: where an element was and where it is', () => {
    const { doc, dirty } = board(square('a', 0));
    doc.update([{ id: 'a', x: 1000 }]);
    expect(dirty).toHaveLength(2);
    expect(dirty[0]?.minX).toBeLessThanOrEqual(-2);
    expect(dirty[1]?.minX).toBeLessThanOrEqual(998);
    expect(dirty[1]?.maxX).toBeGreaterThanOrEqual(1102);
  });

  it('says nothing for a change that cannot be seen', () => {
    const { doc, dirty } = board(square('a', 0));
    doc.setName('Plan');
    expect(dirty).toEqual([]);
  });

  it('hits the topmost element', () => {
    const { scene } = board(square('a', 0), square('b', 50));
    expect(scene.hit({ x: 75, y: 50 }, { tolerance: 2 })?.id).toBe('b');
    expect(scene.hit({ x: 25, y: 50 }, { tolerance: 2 })?.id).toBe('a');
    expect(scene.hit({ x: 500, y: 50 }, { tolerance: 2 })).toBeUndefined();
  });

  it('knows the bounds of all and of some', () => {
    const { scene } = board(square('a', 0), square('b', 200));
    expect(scene.boundsOf()).toEqual({ minX: 0, minY: 0, maxX: 300, maxY: 100 });
    expect(scene.boundsOf(['b', 'gone'])).toMatchObject({ minX: 200, maxX: 300 });
    expect(scene.boundsOf(['gone'])).toBeUndefined();
  });
});

describe('a text in the scene', () => {
  const text: NewElement = { id: 't', type: 'text', x: 10, y: 20, text: 'ab', size: 20 };

  it('has a box as large as its text, which nobody has to write', () => {
    const { doc, scene, dirty } = board(text);
    const before = scene.get('t')?.box;
    expect(before).toMatchObject({ x: 10, y: 20 });
    doc.update([{ id: 't', text: 'abcd\nef' }]);
    const after = scene.get('t')?.box;
    expect(after?.width).toBeCloseTo(2 * (before?.width ?? 0));
    expect(after?.height).toBeCloseTo(2 * (before?.height ?? 0));
    expect(doc.get('t')?.box).toMatchObject({ width: 0, height: 0 });
    expect(dirty).toHaveLength(2);
    expect(ids(scene, { minX: 50, minY: 60, maxX: 52, maxY: 62 })).toEqual(['t']);
  });

  it('is repainted when a field takes its text and when it gives it back', () => {
    const { scene, dirty } = board(text, square('b', 0));
    scene.setInField('t');
    expect(scene.get('t')?.inField).toBe(true);
    expect(dirty.length).toBeGreaterThan(0);
    scene.setInField(null);
    expect(scene.get('t')?.inField).toBe(false);
    expect(ids(scene)).toEqual(['t', 'b']);
  });

  it('stays in the field when somebody else changes it', () => {
    const { doc, scene } = board(text);
    scene.setInField('t');
    doc.update([{ id: 't', color: 'red' }]);
    expect(scene.get('t')?.inField).toBe(true);
  });

  it('is measured again when a font has come, and shapes without text are not', () => {
    const { scene } = board(text, square('b', 0));
    const [textNode, squareNode] = [scene.get('t'), scene.get('b')];
    scene.measureAgain();
    expect(scene.get('t')).not.toBe(textNode);
    expect(scene.get('b')).toBe(squareNode);
  });
});
