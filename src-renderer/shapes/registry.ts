import type { ElementType } from '../board/element.ts';
import { arrowGeometry } from './arrow/arrow-geometry.ts';
import { paintArrow } from './arrow/arrow-painter.ts';
import { ellipseGeometry } from './ellipse/ellipse-geometry.ts';
import { paintEllipse } from './ellipse/ellipse-painter.ts';
import { lineGeometry } from './line/line-geometry.ts';
import { paintLine } from './line/line-painter.ts';
import { rectangleGeometry } from './rectangle/rectangle-geometry.ts';
import { paintRectangle } from './rectangle/rectangle-painter.ts';
import type { ShapeDefinition } from './shape.ts';
import { strokeGeometry } from './stroke/stroke-geometry.ts';
import { paintStroke, traceStrokeFar } from './stroke/stroke-painter.ts';
import { textGeometry } from './text/text-geometry.ts';
import { paintText } from './text/text-painter.ts';

/** Every kind of element there is. A new kind is a folder beside these and one line here. */
export const SHAPES: Readonly<Record<ElementType, ShapeDefinition>> = {
  stroke: {
    type: 'stroke',
    paint: paintStroke,
    geometry: strokeGeometry,
    traceFar: traceStrokeFar,
  },
  rectangle: { type: 'rectangle', paint: paintRectangle, geometry: rectangleGeometry },
  ellipse: { type: 'ellipse', paint: paintEllipse, geometry: ellipseGeometry },
  line: { type: 'line', paint: paintLine, geometry: lineGeometry },
  arrow: { type: 'arrow', paint: paintArrow, geometry: arrowGeometry },
  text: { type: 'text', paint: paintText, geometry: textGeometry },
};
