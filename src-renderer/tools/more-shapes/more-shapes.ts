import { MORE_SHAPES } from '../../canvas/tool.ts';
import { boxShape } from '../drawing-shape/drawn-shape.ts';
import { shapeTool } from '../drawing-shape/shape-tool.ts';

/** One tool for each shape that shares the toolbar's last place for shapes. */
export const MORE_SHAPE_TOOLS = MORE_SHAPES.map((type) => shapeTool(boxShape(type)));
