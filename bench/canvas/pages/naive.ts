import Konva from 'konva';
import type { NewElement } from '../../../src-renderer/board/element.ts';
import type { Camera } from '../../../src-renderer/canvas/camera.ts';
import { strokeOutline } from '../../../src-renderer/ink/outline.ts';
import { seededBoard } from '../boards.ts';

/** What the bench asks of the naive page. */
export interface NaivePage {
  /** @returns the time until everything was on screen, in milliseconds. */
  open(count: number): Promise<number>;
  setCamera(camera: Camera): void;
  setTool(tool: 'select' | 'pen'): void;
  select(ids: readonly string[]): void;
}

const HIT_TOLERANCE_PX = 6;
const ZOOM_PER_WHEEL_PX = 0.0045;

const stage = new Konva.Stage({
  container: 'root',
  width: innerWidth,
  height: innerHeight,
  listening: false,
});
const layer = new Konva.Layer({ listening: false });
stage.add(layer);
const nodes = new Map<string, Konva.Shape>();
const selected = new Set<string>();
let camera: Camera = { x: 0, y: 0, zoom: 1 };
let tool: 'select' | 'pen' = 'select';

function nodeOf({ type, x = 0, y = 0, width = 0, height = 0, ...rest }: NewElement): Konva.Shape {
  const { points = [], color = 'black', size = 4, text = '' } = rest;
  const common = { listening: false, perfectDrawEnabled: false, strokeWidth: size };
  const line = points.flat();
  switch (type) {
    case 'stroke':
      return strokeNode(
        points.flatMap(([px, py, pressure = 0.5]) => [px, py, pressure]),
        color,
      );
    case 'rectangle':
      return new Konva.Rect({ ...common, x, y, width, height, stroke: color });
    case 'ellipse':
      return new Konva.Ellipse({
        ...common,
        x: x + width / 2,
        y: y + height / 2,
        radiusX: width / 2,
        radiusY: height / 2,
        stroke: color,
      });
    case 'arrow':
      return new Konva.Arrow({ ...common, points: line, stroke: color, fill: color });
    case 'line':
      return new Konva.Line({ ...common, points: line, stroke: color });
    case 'text':
      return new Konva.Text({ listening: false, x, y, text, fontSize: size, fill: color });
    default:
      throw new RangeError(`the bench has no board with a ${type}`);
  }
}

function strokeNode(triples: readonly number[], color: string): Konva.Line {
  return new Konva.Line({
    points: strokeOutline(triples, { size: 4, pressure: 'real' }).flat(),
    closed: true,
    fill: color,
    listening: false,
    perfectDrawEnabled: false,
  });
}

function place(): void {
  const { x, y, zoom } = camera;
  layer.setAttrs({ x: -x * zoom, y: -y * zoom, scaleX: zoom, scaleY: zoom });
  layer.batchDraw();
}

const painted = (): Promise<void> =>
  new Promise((resolve) => {
    requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(resolve)));
  });

window.naive = {
  async open(count) {
    const { elements } = seededBoard(count);
    const startedMs = performance.now();
    for (const element of elements) {
      const node = nodeOf(element);
      nodes.set(element.id, node);
      layer.add(node);
    }
    place();
    await painted();
    return performance.now() - startedMs;
  },
  setCamera(value) {
    camera = value;
    place();
  },
  setTool(value) {
    tool = value;
  },
  select(ids) {
    selected.clear();
    for (const id of ids) selected.add(id);
  },
};

let ink: { points: number[]; node: Konva.Line } | null = null;
let moving: { nodes: Konva.Shape[]; x: number; y: number } | null = null;
const root = stage.container();

function toBoard(event: MouseEvent): { x: number; y: number } {
  return {
    x: camera.x + event.clientX / camera.zoom,
    y: camera.y + event.clientY / camera.zoom,
  };
}

function nodesAt(x: number, y: number): Konva.Shape[] {
  if (selected.size > 0) return [...selected].flatMap((id) => nodes.get(id) ?? []);
  const tolerance = HIT_TOLERANCE_PX / camera.zoom;
  for (const node of [...nodes.values()].reverse()) {
    const box = node.getClientRect({ relativeTo: layer });
    const inside =
      x >= box.x - tolerance &&
      y >= box.y - tolerance &&
      x <= box.x + box.width + tolerance &&
      y <= box.y + box.height + tolerance;
    if (inside) return [node];
  }
  return [];
}

root.addEventListener('pointerdown', (event) => {
  const { x, y } = toBoard(event);
  if (tool === 'pen') {
    ink = { points: [x, y, event.pressure], node: strokeNode([], 'blue') };
    layer.add(ink.node);
  } else {
    const hit = nodesAt(x, y);
    moving = hit.length > 0 ? { nodes: hit, x, y } : null;
  }
});
root.addEventListener('pointermove', (event) => {
  if (ink) {
    for (const one of event.getCoalescedEvents()) {
      const { x, y } = toBoard(one);
      ink.points.push(x, y, one.pressure);
    }
    ink.node.points(strokeOutline(ink.points, { size: 4, pressure: 'real' }).flat());
  } else if (moving) {
    const { x, y } = toBoard(event);
    for (const node of moving.nodes) node.move({ x: x - moving.x, y: y - moving.y });
    moving = { ...moving, x, y };
  }
});
root.addEventListener('pointerup', () => {
  ink = null;
  moving = null;
});
root.addEventListener(
  'wheel',
  (event) => {
    event.preventDefault();
    const { x, y, zoom } = camera;
    if (event.ctrlKey) {
      const at = toBoard(event);
      const next = zoom * Math.exp(-event.deltaY * ZOOM_PER_WHEEL_PX);
      camera = { x: at.x - event.clientX / next, y: at.y - event.clientY / next, zoom: next };
    } else {
      camera = { x: x + event.deltaX / zoom, y: y + event.deltaY / zoom, zoom };
    }
    place();
  },
  { passive: false },
);
