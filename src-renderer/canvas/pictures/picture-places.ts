import type { ElementId } from '../../board/element.ts';
import type { PictureHash } from '../../board/registers.ts';
import { type Bounds, intersects } from '../../geometry/box.ts';
import type { Scene, SceneChange, SceneNode } from '../scene.ts';

/** Where on the board pictures are. */
export class PicturePlaces {
  readonly #scene: Scene;
  readonly #ids = new Set<ElementId>();

  constructor(scene: Scene) {
    this.#scene = scene;
    this.#note(scene.all());
  }

  changed({ changed, removed }: Pick<SceneChange, 'changed' | 'removed'>): void {
    for (const id of removed) this.#ids.delete(id);
    this.#note(changed);
  }

  /** The elements that show a picture. */
  of(picture: PictureHash): SceneNode[] {
    return this.#nodes().filter((node) => node.picture === picture);
  }

  /** The elements with pictures that may touch a part of the board. */
  within(bounds: Bounds): SceneNode[] {
    return this.#nodes().filter((node) => intersects(node, bounds));
  }

  #nodes(): SceneNode[] {
    return [...this.#ids].flatMap((id) => this.#scene.get(id) ?? []);
  }

  #note(nodes: readonly SceneNode[]): void {
    for (const { id, picture } of nodes) {
      if (picture === null) this.#ids.delete(id);
      else this.#ids.add(id);
    }
  }
}
