import { MORE_SHAPES, type ToolName } from '../canvas/tool.ts';
import { type Command, command } from './command.ts';

function toolCommand(tool: ToolName, shortcuts: readonly string[]): Command {
  return command(`tool.${tool}`, shortcuts, ({ editor }) => editor.pressTool(tool));
}

/** In the order of the toolbar, whose places the digits name. */
export const TOOL_COMMANDS: readonly Command[] = [
  toolCommand('select', ['v', '1']),
  toolCommand('hand', ['h', '2']),
  toolCommand('pen', ['p', '3']),
  toolCommand('highlighter', ['Shift+p']),
  toolCommand('eraser', ['e', '4']),
  toolCommand('rectangle', ['r', '5']),
  toolCommand('ellipse', ['o', '6']),
  toolCommand('diamond', ['d']),
  ...MORE_SHAPES.filter((shape) => shape !== 'diamond').map((shape) => toolCommand(shape, [])),
  toolCommand('arrow', ['a', '7']),
  toolCommand('line', ['l', '8']),
  toolCommand('text', ['t', '9']),
  toolCommand('note', ['n', '0']),
  toolCommand('laser', ['k']),
];
