import type { Editor } from '../../canvas/editor.ts';
import type { ToolDefinition } from '../../canvas/tool.ts';
import { Idling } from './idling.ts';

/** Draws strokes, and stays for the next one. */
export const PEN_TOOL: ToolDefinition<Editor> = {
  name: 'pen',
  makes: 'stroke',
  draws: true,
  idle: (editor) => new Idling(editor, 'stroke'),
};
