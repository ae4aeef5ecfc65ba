import { boxShape } from '../drawing-shape/drawn-shape.ts';
import { shapeTool } from '../drawing-shape/shape-tool.ts';

/** Draws ellipses. */
export const ELLIPSE_TOOL = shapeTool(boxShape('ellipse'));
