import type { ElementId } from '../../board/element.ts';
import type { Editor } from '../../canvas/editor.ts';
import type { Groups } from '../../canvas/groups.ts';
import type { Modifiers, ToolPointer } from '../../canvas/pointer.ts';
import type { SceneNode } from '../../canvas/scene.ts';
import type { ToolState, Transition } from '../../canvas/tool.ts';
import { boundsOfPoints } from '../../geometry/box.ts';
import type { BoardPoint } from '../../geometry/point.ts';

/**
 * Selects what the marquee touches, with Alt only what lies wholly in it; with Shift, in addition to
 * what was selected.
 */
export class Marqueeing implements ToolState {
  readonly name = 'marqueeing';
  readonly #editor: Editor;
  readonly #from: BoardPoint;
  readonly #before: ReadonlySet<ElementId>;
  readonly #adds: boolean;
  #to: BoardPoint;
  #contains: boolean;
  #done = false;

  constructor(editor: Editor, down: ToolPointer, pointer: ToolPointer) {
    this.#editor = editor;
    this.#from = down.point;
    this.#adds = down.modifiers.shift;
    this.#before = editor.selection.get();
    this.#to = pointer.point;
    this.#contains = pointer.modifiers.alt;
  }

  enter(): void {
    this.#select();
  }

  pointerMove(pointer: ToolPointer): Transition {
    this.#to = pointer.point;
    this.#contains = pointer.modifiers.alt;
    this.#select();
    return null;
  }

  modifiersChanged({ alt }: Modifiers): Transition {
    this.#contains = alt;
    this.#select();
    return null;
  }

  pointerUp(): Transition {
    this.#done = true;
    return 'idle';
  }

  boardChanged(): Transition {
    this.#select();
    return null;
  }

  exit(): void {
    this.#editor.marquee.set(null);
    if (!this.#done) this.#editor.select(this.#before);
  }

  #select(): void {
    const bounds = boundsOfPoints([this.#from, this.#to]);
    if (!bounds) return;
    this.#editor.marquee.set(bounds);
    const { scene, groups } = this.#editor;
    const caught = this.#contains
      ? wholeUnits(groups, scene.within(bounds))
      : scene.touching(bounds);
    const ids = groups.complete(caught.map(({ id }) => id));
    this.#editor.select(this.#adds ? [...this.#before, ...ids] : ids);
  }
}

/** Without those whose group is not there as a whole. */
function wholeUnits(groups: Groups, nodes: readonly SceneNode[]): SceneNode[] {
  const there = new Set(nodes.map(({ id }) => id));
  return nodes.filter(({ id }) => groups.unitOf(id).ids.every((member) => there.has(member)));
}
