import { useSyncExternalStore } from 'react';
import type { BoardElement, ElementPatch, ElementType } from '../board/element.ts';
import type { DrawingStyle } from '../canvas/drawing-styles.ts';
import type { Editor } from '../canvas/editor.ts';
import { STYLE_TRAITS } from '../shapes/style-traits.ts';
import type { StylePanelChange, StylePanelValue } from '../ui/style-panel/style-panel.tsx';

/** What is styled, and how it looks. */
type Styled = Omit<DrawingStyle, 'pressure'> & {
  readonly type: ElementType;
  readonly pressure: boolean;
};

/** The one value that all have, `'mixed'` for several, null where it means nothing for any. */
function common<T>(values: readonly T[]): T | 'mixed' | null {
  const [first] = values;
  if (first === undefined) return null;
  return values.every((value) => value === first) ? first : 'mixed';
}

const selected = (editor: Editor): BoardElement[] =>
  [...editor.selection.get()].flatMap((id) => editor.board.get(id) ?? []);

/** The selected elements, else what the tool in hand draws next. */
function styled(editor: Editor): Styled[] {
  const elements = selected(editor);
  if (elements.length > 0) {
    return elements.map((element) => ({ ...element, pressure: element.pressure !== 'off' }));
  }
  const type = editor.toolMakes;
  return type ? [{ ...editor.styles.of(type), type }] : [];
}

/** What the style panel shows: of the selection, else of the drawing tool; null = no panel. */
export function styleValue(editor: Editor): StylePanelValue | null {
  const all = styled(editor);
  const opacity = common(all.map((each) => each.opacity));
  if (opacity === null) return null;
  const having = (
    trait: 'color' | 'fill' | 'strokeWidth' | 'pressure' | 'dash' | 'radius' | 'ends' | 'heads',
  ): Styled[] => all.filter(({ type }) => STYLE_TRAITS[type][trait]);
  const texts = all.filter(({ type }) => STYLE_TRAITS[type].family === 'text');
  const inks = having('pressure');
  return {
    color: common(having('color').map(({ color }) => color)),
    opacity,
    fill: common(having('fill').map(({ fill }) => fill)),
    fillStyle: common(
      having('fill').map(({ fill, fillStyle }) => (fill === 'none' ? 'none' : fillStyle)),
    ),
    size: common(having('strokeWidth').map(({ size }) => size)),
    dash: common(having('dash').map(({ dash }) => dash)),
    route: common(having('ends').map(({ route }) => route)),
    startHead: common(having('heads').map(({ startHead }) => startHead)),
    endHead: common(having('heads').map(({ endHead }) => endHead)),
    radius: common(having('radius').map(({ radius }) => radius)),
    fontSize: common(texts.map(({ size }) => size)),
    pressure: inks.length === all.length ? inks.every(({ pressure }) => pressure) : null,
  };
}

/** Watches it: the selection may be another, and so may what somebody else made of it. */
export function useStyleValue(editor: Editor): StylePanelValue | null {
  return useSyncExternalStore(
    (listener) => {
      const stops = [
        editor.selection.subscribe(listener),
        editor.tool.subscribe(listener),
        editor.styles.subscribe(listener),
        editor.board.onChange(listener),
      ];
      return () => {
        for (const stop of stops) stop();
      };
    },
    () => snapshot(editor),
  );
}

const last = new WeakMap<Editor, StylePanelValue | null>();

/** The same object as long as nothing of it has changed. */
function snapshot(editor: Editor): StylePanelValue | null {
  const now = styleValue(editor);
  const before = last.get(editor);
  if (before !== undefined && JSON.stringify(before) === JSON.stringify(now)) return before;
  last.set(editor, now);
  return now;
}

/**
 * Applies a choice to the selection in one step of undo, and to what is drawn next.
 * @param run choices of the same run are one step: those of one drag along a slider
 */
export function applyStyle(editor: Editor, change: StylePanelChange, run?: object): void {
  const elements = selected(editor);
  // What is drawn next is filled as what was selected is: the first of each family decides.
  const byFamily = new Map(
    styled(editor)
      .map((each) => [STYLE_TRAITS[each.type].family, each] as const)
      .reverse(),
  );
  for (const each of byFamily.values()) editor.styles.change(each.type, styleChange(each, change));
  const patches = elements.flatMap((element): ElementPatch[] => {
    const patch = patchFor(element, change);
    return Object.keys(patch).length > 1 ? [patch] : [];
  });
  if (patches.length > 0) editor.update(patches, run);
}

type Filled = Pick<Styled, 'type' | 'color' | 'fill'>;

/** The part of a choice that means something for an element, or for what is drawn next. */
function styleChange(of: Filled, change: StylePanelChange): Partial<DrawingStyle> {
  const { color, opacity, size, dash, radius, route, fontSize, pressure } = change;
  const { startHead, endHead } = change;
  const traits = STYLE_TRAITS[of.type];
  const ownFontSize = traits.family === 'text' ? fontSize : undefined;
  const newSize = traits.strokeWidth ? size : ownFontSize;
  return {
    ...(color === undefined || !traits.color ? {} : { color }),
    ...(opacity === undefined ? {} : { opacity }),
    ...(traits.fill ? fillChange(of, change) : {}),
    ...(dash === undefined || !traits.dash ? {} : { dash }),
    ...(radius === undefined || !traits.radius ? {} : { radius }),
    ...(route === undefined || !traits.ends ? {} : { route }),
    ...(startHead === undefined || !traits.heads ? {} : { startHead }),
    ...(endHead === undefined || !traits.heads ? {} : { endHead }),
    ...(newSize === undefined ? {} : { size: newSize }),
    ...(pressure === undefined || !traits.pressure ? {} : { pressure }),
  };
}

function fillChange(of: Filled, change: StylePanelChange): Partial<DrawingStyle> {
  const { fill, fillStyle } = change;
  if (fillStyle === 'none') return { fill: 'none' };
  if (fillStyle === undefined) return fill === undefined ? {} : { fill };
  // A style of fill is seen only where there is a fill: its own colour is the nearest one.
  const own = of.fill === 'none' ? (change.color ?? of.color) : of.fill;
  return { fill: fill ?? own, fillStyle };
}

function patchFor(element: BoardElement, change: StylePanelChange): ElementPatch {
  const { id } = element;
  const { pressure, ...style } = styleChange(element, change);
  return {
    id,
    ...style,
    ...(pressure === undefined ? {} : { pressure: pressure ? 'simulated' : 'off' }),
  };
}
