import type { Editor } from '../../canvas/editor.ts';
import type { ToolDefinition } from '../../canvas/tool.ts';
import { Idling } from './idling.ts';

/** Draws one rectangle, then gives way to Select unless it is locked. */
export const RECTANGLE_TOOL: ToolDefinition<Editor> = {
  name: 'rectangle',
  draws: true,
  idle: (editor) => new Idling(editor),
};
