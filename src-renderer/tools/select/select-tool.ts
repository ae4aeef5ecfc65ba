import type { Editor } from '../../canvas/editor.ts';
import type { ToolDefinition } from '../../canvas/tool.ts';
import { Idling } from './idling.ts';

/** Selects and moves elements. */
export const SELECT_TOOL: ToolDefinition<Editor> = {
  name: 'select',
  draws: false,
  idle: (editor) => new Idling(editor),
};
