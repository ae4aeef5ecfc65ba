import type { ElementId } from '../board/element.ts';
import type { PathSink } from '../ink/path-sink.ts';
import type { PathSource, ShapeElement } from '../shapes/shape.ts';

/** Paths kept at most. A stroke of 60 points is about 6 KB of path. */
export const MAX_CACHED_PATHS = 8000;

/** Built paths by element and version; the oldest go first. Browser only. */
export class PathCache implements PathSource {
  readonly #paths = new Map<ElementId, { version: number; path: Path2D }>();
  readonly #limit: number;

  constructor(limit = MAX_CACHED_PATHS) {
    this.#limit = limit;
  }

  path(element: ShapeElement, trace: (sink: PathSink) => void): Path2D {
    const known = this.#paths.get(element.id);
    if (known && known.version === element.version) return known.path;
    const path = new Path2D();
    trace(path);
    this.#paths.delete(element.id);
    this.#paths.set(element.id, { version: element.version, path });
    if (this.#paths.size > this.#limit) {
      const oldest = this.#paths.keys().next();
      if (!oldest.done) this.#paths.delete(oldest.value);
    }
    return path;
  }
}
