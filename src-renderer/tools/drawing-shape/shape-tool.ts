import type { Editor } from '../../canvas/editor.ts';
import type { ToolDefinition } from '../../canvas/tool.ts';
import type { DrawnShape } from './drawn-shape.ts';
import { Idling } from './idling.ts';

/** A tool that draws one shape, then gives way to Select unless it is locked. */
export function shapeTool(shape: DrawnShape): ToolDefinition<Editor> {
  return {
    name: shape.type,
    makes: shape.type,
    draws: true,
    idle: (editor) => new Idling(editor, shape),
  };
}
