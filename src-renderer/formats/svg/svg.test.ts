import { describe, expect, it } from 'vitest';
import { ELEMENT_TYPES, hasPoints } from '../../board/element.ts';
import { THEMES } from '../../shapes/palette.ts';
import type { ShapeElement } from '../../shapes/shape.ts';
import { shapeElement } from '../../shapes/testing/shape-element.ts';
import { SvgContext } from './svg-context.ts';
import { svgOf } from './svg-document.ts';

const svg = (...elements: ShapeElement[]): string => svgOf(elements, THEMES.light) ?? '';

describe('a picture in SVG', () => {
  it('is none of nothing', () => {
    expect(svgOf([], THEMES.light)).toBeUndefined();
  });

  it.each(ELEMENT_TYPES)('shows a %s', (type) => {
    const points = [0, 0, 0.5, 40, 30, 0.5, 80, 0, 0.5];
    const drawn = svg(
      shapeElement({
        type,
        box: { x: 0, y: 0, width: 80, height: 30 },
        text: type === 'text' ? 'Hello' : '',
        points: hasPoints(type) ? points : [],
      }),
    );
    expect(drawn).toMatch(/^<svg xmlns="http:\/\/www.w3.org\/2000\/svg" width="\d+" height="\d+"/);
    expect(drawn).toMatch(type === 'text' ? /<text[^>]*>Hello<\/text>/ : /<path d="M/);
    expect(drawn).not.toContain('NaN');
    expect(drawn).not.toContain('undefined');
  });

  it('lets what is under a highlight be read', () => {
    const drawn = svg(shapeElement({ type: 'highlight', points: [0, 0, 0.5, 40, 30, 0.5] }));
    expect(drawn).toContain('style="mix-blend-mode:multiply"');
    expect(svg(shapeElement({ type: 'line' }))).not.toContain('mix-blend-mode');
  });

  it('turns, fades and dashes as the canvas does', () => {
    const box = { x: 10, y: 10, width: 40, height: 20 };
    const drawn = svg(
      shapeElement({ type: 'rectangle', box, rotation: 90, opacity: 0.5, dash: 'dashed' }),
    );
    expect(drawn).toContain('opacity="0.5"');
    expect(drawn).toContain('rotate(90)');
    expect(drawn).toContain('stroke-dasharray="');
  });

  it('keeps what people typed from being markup', () => {
    const drawn = svg(shapeElement({ type: 'text', text: '<script>"&\'' }));
    expect(drawn).toContain('&lt;script&gt;&quot;&amp;&apos;');
    expect(drawn).not.toContain('<script');
  });

  it('leaves the place of a label out of its line', () => {
    const drawn = svg(
      shapeElement({
        type: 'line',
        box: { x: 0, y: 0, width: 300, height: 0 },
        points: [0, 0, 0.5, 300, 0, 0.5],
        text: 'yes',
      }),
    );
    expect(drawn).toContain('<clipPath id="clip-1">');
    expect(drawn).toContain('<g clip-path="url(#clip-1)">');
  });
});

describe('the context that writes SVG', () => {
  it('gives back what was saved', () => {
    const ctx = new SvgContext();
    ctx.save();
    ctx.translate(5, 5);
    ctx.fillStyle = 'red';
    ctx.restore();
    ctx.fillRect(0, 0, 1, 1);
    expect(ctx.content()).toBe('<rect x="0" y="0" width="1" height="1" fill="#000"/>');
  });

  it('makes a whole turn of two arcs', () => {
    const ctx = new SvgContext();
    ctx.beginPath();
    ctx.ellipse(0, 0, 10, 5, 0, 0, Math.PI * 2);
    ctx.fill();
    expect(ctx.content()).toContain('M10 0A10 5 0 0 1 -10 0A10 5 0 0 1 10 0');
  });
});
