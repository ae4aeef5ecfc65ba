import { describe, expect, it } from 'vitest';
import { BoardDocument } from '../board/board-document.ts';
import { THEMES } from '../shapes/palette.ts';
import { RecordingContext } from '../shapes/testing/recording-context.ts';
import type { ElementLift } from './gesture.ts';
import { handlesOf } from './handles.ts';
import { isOverlayEmpty, type OverlayContent, paintOverlay } from './overlay-painter.ts';
import type { RemoteCursor } from './remote-cursors.ts';
import { Scene } from './scene.ts';
import { frameOf } from './selection-frame.ts';

const EMPTY: OverlayContent = {
  selection: new Set(),
  units: [],
  locked: false,
  scope: [],
  frame: undefined,
  handles: [],
  hovered: [],
  marquee: null,
  guides: [],
  lift: null,
  others: [],
};
const bob: RemoteCursor = {
  personId: 'bob',
  name: 'Bob',
  color: '#116644',
  point: { x: 10, y: 10 },
  selection: [],
  caret: null,
  tool: 'pen',
};

function painted(content: Partial<OverlayContent>): RecordingContext {
  const board = new BoardDocument({ author: { personId: 'ada', name: 'Ada' } });
  board.add([
    { id: 'a', type: 'rectangle', x: 0, y: 0, width: 100, height: 60, size: 4 },
    { id: 'b', type: 'rectangle', x: 200, y: 0, width: 100, height: 60, size: 4 },
    {
      id: 'line',
      type: 'line',
      points: [
        [0, 0],
        [50, 20],
      ],
    },
  ]);
  const ctx = new RecordingContext();
  const camera = { x: 0, y: 0, zoom: 2 };
  const scene = new Scene(board);
  const frame = frameOf(scene.pick(content.selection ?? []));
  const handles = frame && !content.lift ? handlesOf(frame, camera) : [];
  const view = { camera, theme: THEMES.light };
  const units = [...(content.selection ?? [])].map((id) => ({ ids: [id] }));
  paintOverlay(ctx, { ...EMPTY, units, frame, handles, ...content }, view, scene);
  return ctx;
}

describe('the overlay', () => {
  it('outlines the selection around its stroke, and moves along with a drag', () => {
    expect(painted({ selection: new Set(['a']) }).calls('moveTo')[0]).toBe('moveTo -7 -7');
    const lift: ElementLift = {
      ids: new Set(['a']),
      transform: { kind: 'move', dx: 10, dy: 0 },
      copies: false,
    };
    expect(painted({ selection: new Set(['a']), lift }).calls('moveTo')).toEqual(['moveTo 13 -7']);
  });

  it('frames several, and outlines each of them', () => {
    const corners = painted({ selection: new Set(['a', 'b']), handles: [] }).calls('moveTo');
    expect(corners).toEqual(['moveTo -7 -7', 'moveTo 393 -7', 'moveTo -8 -8']);
  });

  it('shows eight handles and one to turn by, and none while something is lifted', () => {
    const selection = new Set(['a']);
    expect(painted({ selection }).calls('fill')).toHaveLength(9);
    const transform = { kind: 'turn', degrees: 90, pivot: null } as const;
    const turned = painted({ selection, lift: { ids: selection, transform, copies: false } });
    expect(turned.calls('fill')).toEqual([]);
    expect(turned.calls('moveTo')).toEqual(['moveTo 167 -47']);
  });

  it('shows where another types, at the end when more was typed than has arrived', () => {
    const at = (index: number): string[] => {
      const caret = { element: 'a', index };
      return painted({
        others: [{ cursor: { ...bob, caret }, at: null, lift: null, changed: [] }],
      }).calls('moveTo');
    };
    // The label is empty: its caret is in the middle of the shape.
    expect(at(0)).toHaveLength(1);
    expect(at(0)[0]).toMatch(/^moveTo 100 /);
    expect(at(99)).toEqual(at(0));
    const gone = { ...bob, caret: { element: 'gone', index: 0 } };
    expect(
      painted({ others: [{ cursor: gone, at: null, lift: null, changed: [] }] }).calls('moveTo'),
    ).toEqual([]);
  });

  it('shows a straight line by its ends and no box', () => {
    const ctx = painted({ selection: new Set(['line']) });
    expect(ctx.calls('fill')).toHaveLength(2);
    expect(ctx.calls('translate').slice(1)).toEqual(['translate 100 40', 'translate 0 0']);
  });

  it('does not mind ids that are gone', () => {
    expect(painted({ selection: new Set(['gone']), hovered: ['gone'] }).trace).toEqual([]);
    const others = [{ cursor: { ...bob, selection: ['gone'] }, at: null, lift: null, changed: [] }];
    expect(painted({ others }).trace).toEqual([]);
  });

  it('names other people at their cursor and at what they selected', () => {
    const atCursor = painted({
      others: [{ cursor: bob, at: { x: 20, y: 20 }, lift: null, changed: [] }],
    });
    expect(atCursor.calls('fillText')[0]).toMatch(/^fillText Bob /);
    const selecting = { ...bob, selection: ['a'] };
    const ctx = painted({ others: [{ cursor: selecting, at: null, lift: null, changed: [] }] });
    expect(ctx.calls('strokeStyle')).toEqual(['strokeStyle #116644']);
    expect(ctx.calls('fillText')).toHaveLength(1);
  });

  it('frames what others have in hand where they hold it', () => {
    const selecting = { ...bob, selection: ['a'] };
    const transform = { kind: 'move', dx: 10, dy: 0 } as const;
    const lift = { ids: new Set(['a']), transform, copies: false };
    const ctx = painted({ others: [{ cursor: selecting, at: null, lift, changed: [] }] });
    expect(ctx.calls('moveTo')[0]).toBe('moveTo 13 -7');
  });

  it('cuts a name that would cover the drawing', () => {
    const named = { ...bob, name: 'B'.repeat(200) };
    const [tag = ''] = painted({
      others: [{ cursor: named, at: { x: 0, y: 0 }, lift: null, changed: [] }],
    }).calls('fillText');
    expect(tag.length).toBeLessThan(50);
    expect(tag).toContain('…');
  });

  it('marks what another has just changed, once where it is selected too', () => {
    const changed = [{ id: 'a', alpha: 0.5 }];
    const ctx = painted({ others: [{ cursor: bob, at: null, lift: null, changed }] });
    expect(ctx.calls('moveTo')).toContain('moveTo -7 -7');
    expect(ctx.calls('fillText').join()).toContain('Bob');
    const selecting = { ...bob, selection: ['a'] };
    const both = painted({ others: [{ cursor: selecting, at: null, lift: null, changed }] });
    expect(both.calls('fillText')).toHaveLength(1);
  });

  it('is empty without anything to show, so that its layer can be hidden', () => {
    expect(isOverlayEmpty(EMPTY)).toBe(true);
    expect(isOverlayEmpty({ ...EMPTY, others: [{ cursor: bob, at: null }] })).toBe(true);
    expect(isOverlayEmpty({ ...EMPTY, others: [{ cursor: bob, at: { x: 0, y: 0 } }] })).toBe(false);
    expect(isOverlayEmpty({ ...EMPTY, hovered: ['a'] })).toBe(false);
  });
});
