import { describe, expect, it } from 'vitest';
import { shapeElement } from '../shapes/testing/shape-element.ts';
import { gripPoint, type HandleGrip, handleAt, handlesOf, resizeCursor } from './handles.ts';
import { frameOf, type SelectionFrame } from './selection-frame.ts';

const camera = { x: 0, y: 0, zoom: 1 };
const at = (x: number, y: number, rotation = 0) =>
  shapeElement({ type: 'rectangle', box: { x, y, width: 100, height: 60 }, rotation });
function frame(...elements: Parameters<typeof frameOf>[0]): SelectionFrame {
  const framed = frameOf(elements);
  if (!framed) throw new Error('nothing to frame');
  return framed;
}
const kinds = (framed: SelectionFrame) => handlesOf(framed, camera).map(({ grip }) => grip.kind);
const se: HandleGrip = { kind: 'resize', x: 1, y: 1 };

describe('the frame of a selection', () => {
  it('is the element as it is turned, or upright around several', () => {
    expect(frame(at(0, 0, 30))).toMatchObject({ box: at(0, 0).box, rotation: 30 });
    const several = frame(at(0, 0, 90), at(200, 0));
    expect(several).toMatchObject({ rotation: 0, only: null, keepsRatio: false });
    expect(several.box.y).toBeCloseTo(-20);
    expect(several.box.x + several.box.width).toBeCloseTo(300);
  });

  it('is turned with several that are turned alike', () => {
    const several = frame(at(0, 0, 90), at(0, 200, 90));
    expect(several.rotation).toBe(90);
    expect(several.box.width).toBeCloseTo(300);
    expect(several.box.height).toBeCloseTo(60);
    // About its own centre, like an element.
    expect(several.box.x + several.box.width / 2).toBeCloseTo(50);
    expect(several.box.y + several.box.height / 2).toBeCloseTo(130);
  });

  it('keeps its ratio where something in it cannot be stretched', () => {
    expect(frame(at(0, 0, 30)).keepsRatio).toBe(false);
    expect(frame(at(0, 0, 30), at(200, 0)).keepsRatio).toBe(true);
    expect(frame(at(0, 0), shapeElement({ type: 'text' })).keepsRatio).toBe(true);
  });
});

describe('handles', () => {
  it('are eight, and one to turn by', () => {
    const all = kinds(frame(at(0, 0)));
    expect(all.filter((kind) => kind === 'resize')).toHaveLength(8);
    expect(all.filter((kind) => kind === 'rotate')).toHaveLength(1);
  });

  it('are fewer on a small element, and leave its middle free', () => {
    const small = frame(
      shapeElement({ type: 'ellipse', box: { x: 0, y: 0, width: 4, height: 4 } }),
    );
    const handles = handlesOf(small, camera);
    expect(handles).toHaveLength(5);
    expect(handleAt(handles, { x: 2, y: 2 }, 12)).toBeUndefined();
  });

  it('are the two ends of a straight line, and those beside the eight of a bent one', () => {
    const straight = shapeElement({ type: 'arrow', points: [0, 0, 0.5, 100, 60, 0.5] });
    expect(kinds(frame(straight))).toEqual(['end', 'end']);
    const bent = { ...straight, points: [0, 0, 0.5, 50, 60, 0.5, 100, 0, 0.5] };
    expect(kinds(frame(bent)).filter((kind) => kind === 'end')).toHaveLength(2);
    expect(kinds(frame(bent))).toHaveLength(11);
    expect(kinds(frame(straight, at(0, 0)))).not.toContain('end');
  });

  it('turn with the element', () => {
    const handles = handlesOf(frame(at(0, 0, 90)), camera);
    const rotate = handles.find(({ grip }) => grip.kind === 'rotate');
    expect(rotate?.at.y).toBeCloseTo(30);
    expect(rotate?.at.x).toBeGreaterThan(80);
  });

  it('are found in reach, the nearest one first', () => {
    const handles = handlesOf(frame(at(0, 0)), camera);
    expect(handleAt(handles, { x: 106, y: 66 }, 8)?.grip).toEqual(se);
    expect(handleAt(handles, { x: 130, y: 66 }, 8)).toBeUndefined();
    expect(gripPoint(frame(at(0, 0)), se)).toEqual({ x: 100, y: 60 });
  });

  it('show in which direction they pull, on turned elements too', () => {
    expect(resizeCursor({ box: at(0, 0).box, rotation: 0 }, { kind: 'resize', x: 1, y: 1 })).toBe(
      'nwse-resize',
    );
    const turned = { box: at(0, 0).box, rotation: 90 };
    expect(resizeCursor(turned, { kind: 'resize', x: 1, y: 0 })).toBe('ns-resize');
    expect(resizeCursor(turned, { kind: 'resize', x: -1, y: 1 })).toBe('nwse-resize');
  });
});
