import { canHoldText, type ElementId } from '../board/element.ts';
import type { Editor } from '../canvas/editor.ts';
import type { ToolName } from '../canvas/tool.ts';
import { ownsKeys } from './bind-commands.ts';

/**
 * A letter that is a tool's key picks that tool; when the next letter follows as quickly as this,
 * both were the start of a word, and they are.
 */
export const WORD_KEYS_MS = 700;

/** A key that picked a tool while something was selected that can have a text. */
interface MaybeWord {
  readonly id: ElementId;
  readonly key: string;
  /** The tool that it picked. */
  readonly tool: ToolName;
  readonly atMs: number;
}

/** The one selected element, when it can have text and Select is in hand; else undefined. */
function typable(editor: Editor): ElementId | undefined {
  const [id, more] = editor.selection.get();
  if (id === undefined || more !== undefined || editor.tool.get() !== 'select') return undefined;
  const element = editor.board.get(id);
  return element && canHoldText(element.type) ? id : undefined;
}

function printable(event: KeyboardEvent): string | null {
  const isAltGraph = event.getModifierState('AltGraph');
  if ((event.ctrlKey || event.metaKey || event.altKey) && !isAltGraph) return null;
  return [...event.key].length === 1 ? event.key : null;
}

/** What an input method calls its keys: its field has to be there before it goes on. */
const BEFORE_A_LETTER = new Set(['Process', 'Dead']);

/**
 * Typing with one shape selected starts its label. Letters that are tools' keys are both, and only
 * the next key tells: `R` and a drag draws a rectangle, `Right` is a label.
 *
 * @returns a function that ends it
 */
export function bindTypingOnSelection(
  target: Window,
  editor: Editor,
  nowMs: () => number = () => performance.now(),
): () => void {
  const ending = new AbortController();
  const { signal } = ending;
  let maybe: MaybeWord | null = null;
  let before: ElementId | undefined;

  /** Runs before the commands do. */
  const onKeyFirst = (event: KeyboardEvent): void => {
    before = typable(editor);
    const word = maybe;
    maybe = null;
    const key = printable(event);
    if (!word || key === null || event.repeat || ownsKeys(event.target)) return;
    const follows =
      nowMs() - word.atMs < WORD_KEYS_MS &&
      editor.tool.get() === word.tool &&
      editor.selection.get().has(word.id) &&
      editor.selection.get().size === 1;
    if (!follows) return;
    editor.setTool('select');
    if (!editor.texts.edit(word.id, { typed: word.key + key })) return;
    event.preventDefault();
    event.stopImmediatePropagation();
  };

  /** Runs after them. */
  const onKey = (event: KeyboardEvent): void => {
    const id = before;
    if (id === undefined || event.repeat || ownsKeys(event.target)) return;
    if (BEFORE_A_LETTER.has(event.key)) {
      editor.texts.edit(id);
      return;
    }
    const key = printable(event);
    if (key === null || key === ' ') return;
    if (!event.defaultPrevented) {
      if (editor.texts.edit(id, { typed: key })) event.preventDefault();
    } else if (editor.tool.get() !== 'select' && editor.selection.get().has(id)) {
      maybe = { id, key, tool: editor.tool.get(), atMs: nowMs() };
    }
  };
  const forget = (): void => {
    maybe = null;
  };

  target.addEventListener('keydown', onKeyFirst, { signal, capture: true });
  target.addEventListener('keydown', onKey, { signal });
  target.addEventListener('pointerdown', forget, { signal, capture: true });
  return () => ending.abort();
}
