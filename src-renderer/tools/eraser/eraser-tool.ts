import type { Editor } from '../../canvas/editor.ts';
import type { ToolDefinition } from '../../canvas/tool.ts';
import { Idling } from './idling.ts';

/** Takes whole elements, or with Alt the parts of strokes that it touches. */
export const ERASER_TOOL: ToolDefinition<Editor> = {
  name: 'eraser',
  draws: true,
  idle: (editor) => new Idling(editor),
};
