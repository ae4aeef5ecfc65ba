import type { BoardElement } from '../board/element.ts';
import type { Editor } from '../canvas/editor.ts';

/** In what elements have to be the same. */
export type Sameness = 'kind' | 'style';

const STYLE = [
  'color',
  'fill',
  'fillStyle',
  'opacity',
  'size',
  'dash',
  'radius',
  'route',
  'startHead',
  'endHead',
] as const;

function key(element: BoardElement, by: Sameness): string {
  if (by === 'kind') return element.type;
  return JSON.stringify([element.type, ...STYLE.map((property) => element[property])]);
}

/** Selects everything that is like one of the selected elements, in the group that is worked in. */
export function selectSame(editor: Editor, by: Sameness): void {
  const { board, groups, selection } = editor;
  const wanted = new Set(
    [...selection.get()].flatMap((id) => {
      const element = board.get(id);
      return element ? [key(element, by)] : [];
    }),
  );
  const scope = groups.scope.get().at(-1);
  const within = scope === undefined ? null : new Set(groups.tree.membersOf(scope));
  const same = board
    .elements()
    .filter((element) => !element.locked && wanted.has(key(element, by)))
    .filter(({ id }) => within === null || within.has(id));
  editor.setTool('select');
  editor.select(groups.complete(same.map(({ id }) => id)));
}
