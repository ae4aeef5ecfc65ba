import { describe, expect, it } from 'vitest';
import { parseExcalidraw } from './excalidraw-clipboard.ts';

const clip = (...elements: object[]): string =>
  JSON.stringify({ type: 'excalidraw/clipboard', elements, files: {} });
const rectangle = {
  id: 'r1',
  type: 'rectangle',
  x: 10,
  y: 20,
  width: 100,
  height: 50,
  angle: Math.PI / 2,
  strokeColor: '#e03131',
  backgroundColor: '#a5d8ff',
  fillStyle: 'solid',
  strokeWidth: 2,
  strokeStyle: 'dashed',
  roundness: { type: 3 },
  opacity: 60,
  groupIds: ['inner', 'outer'],
};

function only(text: string) {
  const parsed = parseExcalidraw(text);
  if (!parsed.ok) throw new Error(parsed.code);
  expect(parsed.elements).toHaveLength(1);
  return parsed.elements[0];
}

describe('elements from Excalidraw', () => {
  it('keep their place, look and groups, in our colours', () => {
    expect(only(clip(rectangle))).toEqual({
      type: 'rectangle',
      x: 10,
      y: 20,
      width: 100,
      height: 50,
      rotation: 90,
      color: 'red',
      fill: 'blue',
      fillStyle: 'soft',
      opacity: 0.6,
      size: 2,
      dash: 'dashed',
      radius: 16,
      groups: ['outer', 'inner'],
      text: '',
    });
  });

  it('have the text that is bound to them as their label', () => {
    const text = { id: 't', type: 'text', x: 0, y: 0, text: 'Pay', containerId: 'r1' };
    expect(only(clip(rectangle, text))).toMatchObject({ type: 'rectangle', text: 'Pay' });
    expect(only(clip({ ...text, containerId: 'gone', fontSize: 28 }))).toMatchObject({
      type: 'text',
      text: 'Pay',
      size: 28,
    });
  });

  it('are lines and ink by their points', () => {
    const points = [
      [0, 0],
      [30, 40],
    ];
    const arrow = { id: 'a', type: 'arrow', x: 5, y: 5, points };
    expect(only(clip(arrow))).toMatchObject({
      type: 'arrow',
      points: [
        [5, 5],
        [35, 45],
      ],
    });
    const ink = { ...arrow, type: 'freedraw', pressures: [0.2, 7] };
    expect(only(clip(ink))).toMatchObject({
      type: 'stroke',
      points: [
        [5, 5, 0.2],
        [35, 45, 1],
      ],
    });
  });

  it('leave out what is deleted, and say how much we have no place for', () => {
    const parsed = parseExcalidraw(
      clip(
        { ...rectangle, isDeleted: true },
        { ...rectangle, id: 'i', type: 'image' },
        { ...rectangle, id: 'x', type: 'something-new' },
      ),
    );
    expect(parsed).toEqual({ ok: true, elements: [], leftOut: 2 });
  });

  it.each([
    ['text', 'Hello', 'not-excalidraw'],
    ['other JSON', '{"type":"other"}', 'not-excalidraw'],
    ['half of it', clip(rectangle).slice(0, -20), 'damaged'],
    ['no list', '{"type":"excalidraw/clipboard","elements":{}}', 'damaged'],
    ['coordinates that are none', clip({ ...rectangle, x: 'left' }), 'damaged'],
    ['coordinates off any board', clip({ ...rectangle, x: 1e300 }), 'damaged'],
  ])('are not taken from %s', (_, text, code) => {
    expect(parseExcalidraw(text)).toEqual({ ok: false, code });
  });

  it('take no colour for markup', () => {
    const element = only(
      clip({ ...rectangle, strokeColor: 'red"><script>', backgroundColor: '#abc' }),
    );
    expect(element).toMatchObject({ color: 'black', fill: '#aabbcc', fillStyle: 'solid' });
  });
});
