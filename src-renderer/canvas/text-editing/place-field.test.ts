import { describe, expect, it } from 'vitest';
import { shapeElement } from '../../shapes/testing/shape-element.ts';
import { ESTIMATED_CHARACTER_WIDTH } from '../../shapes/text/measure-text.ts';
import { LABEL_FONT_SIZE, lineHeightOf } from '../../shapes/text/text-font.ts';
import { placeField } from './place-field.ts';

const camera = { x: 100, y: 50, zoom: 2 };
const text = shapeElement({
  type: 'text',
  text: 'abcd',
  size: 20,
  box: { x: 300, y: 200, width: 4 * 20 * ESTIMATED_CHARACTER_WIDTH, height: lineHeightOf(20) },
});

describe('a field', () => {
  it('lies on its text, as large as it is seen', () => {
    expect(placeField(text, camera)).toMatchObject({
      x: 400,
      y: 300,
      rotation: 0,
      width: 2 * text.box.width,
      height: 2 * lineHeightOf(20),
      fontSize: 40,
      lineHeight: 2 * lineHeightOf(20),
      align: 'start',
      wraps: false,
    });
  });

  it('has all of the width in which a label is centred', () => {
    const box = { x: 100, y: 50, width: 220, height: 100 };
    const place = placeField(shapeElement({ type: 'rectangle', text: 'a', box }), camera);
    expect(place).toMatchObject({ align: 'center', wraps: true, fontSize: 2 * LABEL_FONT_SIZE });
    expect((place?.x ?? 0) + (place?.width ?? 0) / 2).toBeCloseTo(220);
    expect((place?.y ?? 0) + (place?.height ?? 0) / 2).toBeCloseTo(100);
  });

  it('turns about its corner as the element turns about its middle', () => {
    const place = placeField({ ...text, rotation: 180 }, camera);
    expect(place?.rotation).toBe(180);
    expect(place?.x).toBeCloseTo(400 + 2 * text.box.width);
    expect(place?.y).toBeCloseTo(300 + 2 * text.box.height);
  });

  it('is not for ink', () => {
    expect(placeField(shapeElement({ type: 'stroke' }), camera)).toBeNull();
  });
});
