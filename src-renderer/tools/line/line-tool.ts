import { lineShape } from '../drawing-shape/drawn-shape.ts';
import { shapeTool } from '../drawing-shape/shape-tool.ts';

/** Draws straight lines. */
export const LINE_TOOL = shapeTool(lineShape('line'));
