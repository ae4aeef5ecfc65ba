import type { Editor } from '../canvas/editor.ts';
import type { ToolDefinition } from '../canvas/tool.ts';
import { ARROW_TOOL } from './arrow/arrow-tool.ts';
import { ELLIPSE_TOOL } from './ellipse/ellipse-tool.ts';
import { ERASER_TOOL } from './eraser/eraser-tool.ts';
import { HAND_TOOL } from './hand/hand-tool.ts';
import { HIGHLIGHTER_TOOL } from './highlighter/highlighter-tool.ts';
import { LASER_TOOL } from './laser/laser-tool.ts';
import { LINE_TOOL } from './line/line-tool.ts';
import { MORE_SHAPE_TOOLS } from './more-shapes/more-shapes.ts';
import { NOTE_TOOL } from './note/note-tool.ts';
import { PEN_TOOL } from './pen/pen-tool.ts';
import { RECTANGLE_TOOL } from './rectangle/rectangle-tool.ts';
import { SELECT_TOOL } from './select/select-tool.ts';
import { TEXT_TOOL } from './text/text-tool.ts';

/** Every tool, in the order of the toolbar. A new tool is a folder beside these and one line here. */
export const TOOLS: readonly ToolDefinition<Editor>[] = [
  SELECT_TOOL,
  HAND_TOOL,
  PEN_TOOL,
  HIGHLIGHTER_TOOL,
  ERASER_TOOL,
  RECTANGLE_TOOL,
  ELLIPSE_TOOL,
  ...MORE_SHAPE_TOOLS,
  ARROW_TOOL,
  LINE_TOOL,
  TEXT_TOOL,
  NOTE_TOOL,
  LASER_TOOL,
];
