import type { BoardElement, ElementPatch } from '../board/element.ts';
import { STYLE_TRAITS } from '../shapes/style-traits.ts';
import type { DrawingStyle } from './drawing-styles.ts';
import type { Editor } from './editor.ts';

/** How an element looks, to be given to others. */
export type Look = Pick<
  BoardElement,
  | 'type'
  | 'color'
  | 'fill'
  | 'fillStyle'
  | 'opacity'
  | 'size'
  | 'dash'
  | 'radius'
  | 'route'
  | 'startHead'
  | 'endHead'
>;

/** All of a look, or its colours only. */
export type LookParts = 'all' | 'colors';

/** What of a look means something for an element of another kind. */
export function lookFor(
  type: BoardElement['type'],
  look: Look,
  parts: LookParts,
): Partial<Omit<DrawingStyle, 'pressure'>> {
  const [to, from] = [STYLE_TRAITS[type], STYLE_TRAITS[look.type]];
  return {
    color: look.color,
    ...(to.fill && from.fill ? { fill: look.fill, fillStyle: look.fillStyle } : {}),
    ...(parts === 'all'
      ? {
          opacity: look.opacity,
          // Letters and strokes have sizes that have nothing to do with each other.
          ...(to.strokeWidth === from.strokeWidth ? { size: look.size } : {}),
          ...(to.dash && from.dash ? { dash: look.dash } : {}),
          ...(to.radius && from.radius ? { radius: look.radius } : {}),
          ...(to.ends && from.ends ? { route: look.route } : {}),
          ...(to.heads && from.heads ? { startHead: look.startHead, endHead: look.endHead } : {}),
        }
      : {}),
  };
}

/** Gives what is selected a look, in one step of undo, and what of its kind is drawn next. */
export function applyLook(editor: Editor, look: Look, parts: LookParts): void {
  const { board, selection, styles } = editor;
  const elements = [...selection.get()].flatMap((id) => board.get(id) ?? []);
  const patches = elements.map(
    ({ id, type }): ElementPatch => ({ id, ...lookFor(type, look, parts) }),
  );
  if (patches.length > 0) editor.update(patches);
  // Nothing selected: the tool that is used next has it.
  const types = elements.length > 0 ? elements.map(({ type }) => type) : [look.type];
  for (const type of new Set(types)) styles.change(type, lookFor(type, look, parts));
}
