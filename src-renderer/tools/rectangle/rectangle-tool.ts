import { boxShape } from '../drawing-shape/drawn-shape.ts';
import { shapeTool } from '../drawing-shape/shape-tool.ts';

/** Draws rectangles. */
export const RECTANGLE_TOOL = shapeTool(boxShape('rectangle'));
