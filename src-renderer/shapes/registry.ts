import type { ElementType } from '../board/element.ts';
import { arrowGeometry } from './arrow/arrow-geometry.ts';
import { paintArrow } from './arrow/arrow-painter.ts';
import { ellipseGeometry, ellipseTextArea } from './ellipse/ellipse-geometry.ts';
import { paintEllipse } from './ellipse/ellipse-painter.ts';
import { lineGeometry, lineTextArea } from './line/line-geometry.ts';
import { paintLine } from './line/line-painter.ts';
import { rectangleGeometry, rectangleTextArea } from './rectangle/rectangle-geometry.ts';
import { paintRectangle } from './rectangle/rectangle-painter.ts';
import type { ShapeDefinition } from './shape.ts';
import { strokeGeometry } from './stroke/stroke-geometry.ts';
import { paintStroke, traceStrokeFar } from './stroke/stroke-painter.ts';
import { paintNoInk, textElementArea, textGeometry } from './text/text-shape.ts';

/** Every kind of element there is. A new kind is a folder beside these and one line here. */
export const SHAPES: Readonly<Record<ElementType, ShapeDefinition>> = {
  stroke: {
    type: 'stroke',
    paint: paintStroke,
    geometry: strokeGeometry,
    traceFar: traceStrokeFar,
  },
  rectangle: {
    type: 'rectangle',
    paint: paintRectangle,
    geometry: rectangleGeometry,
    textArea: rectangleTextArea,
  },
  ellipse: {
    type: 'ellipse',
    paint: paintEllipse,
    geometry: ellipseGeometry,
    textArea: ellipseTextArea,
  },
  line: {
    type: 'line',
    paint: paintLine,
    geometry: lineGeometry,
    textArea: lineTextArea,
    gapForText: true,
  },
  arrow: {
    type: 'arrow',
    paint: paintArrow,
    geometry: arrowGeometry,
    textArea: lineTextArea,
    gapForText: true,
  },
  text: { type: 'text', paint: paintNoInk, geometry: textGeometry, textArea: textElementArea },
};
