import type { ElementType } from '../board/element.ts';
import { arrowGeometry } from './arrow/arrow-geometry.ts';
import { paintArrow } from './arrow/arrow-painter.ts';
import { calloutOutline } from './callout/callout.ts';
import { cloudOutline } from './cloud/cloud.ts';
import { cylinderOutline } from './cylinder/cylinder.ts';
import { diamondOutline } from './diamond/diamond.ts';
import { ellipseGeometry, ellipseOutline } from './ellipse/ellipse-geometry.ts';
import { hexagonOutline } from './hexagon/hexagon.ts';
import { highlightGeometry, paintHighlight } from './highlight/highlight.ts';
import { imageShape } from './image/image-shape.ts';
import { lineGeometry, lineTextArea } from './line/line-geometry.ts';
import { paintLine } from './line/line-painter.ts';
import { noteBox, noteGeometry, noteTextArea } from './note/note-geometry.ts';
import { noteTextColor, paintNote } from './note/note-painter.ts';
import { outlinedShape } from './outlined/outlined-shape.ts';
import { parallelogramOutline } from './parallelogram/parallelogram.ts';
import { boxOutline, rectangleGeometry } from './rectangle/rectangle-geometry.ts';
import { rectangleOutline } from './rectangle/rectangle-outline.ts';
import type { ShapeDefinition } from './shape.ts';
import { starOutline } from './star/star.ts';
import { strokeGeometry } from './stroke/stroke-geometry.ts';
import { paintStroke, traceStrokeFar } from './stroke/stroke-painter.ts';
import { textBox } from './text/text-area.ts';
import { paintNoInk, textElementArea, textGeometry } from './text/text-shape.ts';
import { triangleOutline } from './triangle/triangle.ts';

/** Every kind of element there is. A new kind is a folder beside these and one line here. */
export const SHAPES: Readonly<Record<ElementType, ShapeDefinition>> = {
  stroke: {
    type: 'stroke',
    paint: paintStroke,
    geometry: strokeGeometry,
    traceFar: traceStrokeFar,
  },
  rectangle: outlinedShape('rectangle', rectangleOutline, rectangleGeometry),
  ellipse: outlinedShape('ellipse', ellipseOutline, ellipseGeometry),
  diamond: outlinedShape('diamond', diamondOutline),
  triangle: outlinedShape('triangle', triangleOutline),
  hexagon: outlinedShape('hexagon', hexagonOutline),
  star: outlinedShape('star', starOutline),
  cloud: outlinedShape('cloud', cloudOutline),
  cylinder: outlinedShape('cylinder', cylinderOutline),
  parallelogram: outlinedShape('parallelogram', parallelogramOutline),
  callout: outlinedShape('callout', calloutOutline),
  note: {
    type: 'note',
    paint: paintNote,
    geometry: noteGeometry,
    outline: ({ box }) => boxOutline(box),
    textArea: noteTextArea,
    textColor: noteTextColor,
    seenBox: noteBox,
  },
  highlight: { type: 'highlight', paint: paintHighlight, geometry: highlightGeometry },
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
  text: {
    type: 'text',
    paint: paintNoInk,
    geometry: textGeometry,
    textArea: textElementArea,
    seenBox: textBox,
    outline: ({ box }) => boxOutline(box),
  },
  image: imageShape,
};
