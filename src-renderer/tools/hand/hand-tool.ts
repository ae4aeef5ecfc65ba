import type { Editor } from '../../canvas/editor.ts';
import type { ToolDefinition } from '../../canvas/tool.ts';
import { Idling } from './idling.ts';

/** Moves the view. */
export const HAND_TOOL: ToolDefinition<Editor> = {
  name: 'hand',
  draws: false,
  idle: (editor) => new Idling(editor),
};
