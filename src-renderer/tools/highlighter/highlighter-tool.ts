import type { Editor } from '../../canvas/editor.ts';
import type { ToolDefinition } from '../../canvas/tool.ts';
import { Idling } from '../pen/idling.ts';

/** Marks what is there, as the pen draws: broad, and with all of it to be read through. */
export const HIGHLIGHTER_TOOL: ToolDefinition<Editor> = {
  name: 'highlighter',
  makes: 'highlight',
  draws: true,
  idle: (editor) => new Idling(editor, 'highlight'),
};
