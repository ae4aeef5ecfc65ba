import type { BoardElement, ElementPatch } from '../board/element.ts';
import type { Editor } from '../canvas/editor.ts';
import { STYLE_TRAITS } from '../shapes/style-traits.ts';
import type { StylePanelChange, StylePanelValue } from '../ui/style-panel/style-panel.tsx';

/** The one value that all have, or `'mixed'`. */
function common<T>(values: readonly T[]): T | 'mixed' {
  const [first] = values;
  return first !== undefined && values.every((value) => value === first) ? first : 'mixed';
}

const selected = (editor: Editor): BoardElement[] =>
  [...editor.selection.get()].flatMap((id) => editor.board.get(id) ?? []);

/** What the style panel shows: of the selection, else of the drawing tool; null = no panel. */
export function styleValue(editor: Editor): StylePanelValue | null {
  const elements = selected(editor);
  if (elements.length > 0) {
    const traits = elements.map(({ type }) => STYLE_TRAITS[type]);
    const fillable = elements.filter((_, index) => traits[index]?.fill);
    const stroked = elements.filter((_, index) => traits[index]?.strokeWidth);
    return {
      color: common(elements.map(({ color }) => color)),
      fill: fillable.length > 0 ? common(fillable.map(({ fill }) => fill)) : null,
      size: stroked.length > 0 ? common(stroked.map(({ size }) => size)) : null,
      pressure: traits.every(({ pressure }) => pressure)
        ? elements.every(({ pressure }) => pressure !== 'off')
        : null,
    };
  }
  const type = editor.toolMakes;
  if (!type) return null;
  const { color, fill, size, pressure } = editor.style.get();
  const traits = STYLE_TRAITS[type];
  return {
    color,
    fill: traits.fill ? fill : null,
    size,
    pressure: traits.pressure ? pressure : null,
  };
}

/** Applies a choice to the selection in one step of undo, and to what is drawn next. */
export function applyStyle(editor: Editor, change: StylePanelChange): void {
  editor.style.set({ ...editor.style.get(), ...change });
  const patches = selected(editor).flatMap((element): ElementPatch[] => {
    const traits = STYLE_TRAITS[element.type];
    const patch: ElementPatch = {
      id: element.id,
      ...(change.color === undefined ? {} : { color: change.color }),
      ...(change.fill === undefined || !traits.fill ? {} : { fill: change.fill }),
      ...(change.size === undefined || !traits.strokeWidth ? {} : { size: change.size }),
      ...(change.pressure === undefined || !traits.pressure
        ? {}
        : { pressure: change.pressure ? 'simulated' : 'off' }),
    };
    return Object.keys(patch).length > 1 ? [patch] : [];
  });
  if (patches.length > 0) editor.update(patches);
}
