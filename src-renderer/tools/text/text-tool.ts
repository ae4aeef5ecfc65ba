import type { Editor } from '../../canvas/editor.ts';
import type { ToolDefinition } from '../../canvas/tool.ts';
import { Idling } from './idling.ts';

/** Opens a field for a new text, or for the text that is pressed; then it gives way to Select. */
export const TEXT_TOOL: ToolDefinition<Editor> = {
  name: 'text',
  draws: true,
  makes: 'text',
  idle: (editor) => new Idling(editor),
};
