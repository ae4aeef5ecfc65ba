import { lineShape } from '../drawing-shape/drawn-shape.ts';
import { shapeTool } from '../drawing-shape/shape-tool.ts';

/** Draws straight arrows. */
export const ARROW_TOOL = shapeTool(lineShape('arrow'));
