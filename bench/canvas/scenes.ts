import { cameraOf, type SeededBoard, strokesNearMiddle, type View } from './boards.ts';
import type { Contender } from './contender.ts';
import { drag, pressWithControl, type ScreenPoint, wheel } from './input.ts';
import { type FrameFigures, traceFrames } from './trace.ts';

export const VIEWPORT = { width: 1280, height: 800 } as const;
const MIDDLE: ScreenPoint = [VIEWPORT.width / 2, VIEWPORT.height / 2];
const DRAGGED_TOGETHER = 1000;
const UNDONE_TOGETHER = 5000;
const UNDO_STEPS = 3;
/** Between two undos, so that each has its own frames. */
const UNDO_PAUSE_MS = 400;

export const SCENES = ['pen', 'pan', 'zoom', 'drag', 'drag-1000', 'marquee', 'undo-5000'] as const;
export type Scene = (typeof SCENES)[number];

export interface SceneContext {
  readonly contender: Contender;
  readonly board: SeededBoard;
  readonly view: View;
}

/** Plays a scene with real input; null where the contender cannot. */
export async function playScene(scene: Scene, context: SceneContext): Promise<FrameFigures | null> {
  const { contender, board, view } = context;
  if (scene === 'undo-5000' && contender.recolor === null) return null;
  await contender.setTool('select');
  await contender.select([]);
  await contender.setCamera(cameraOf(board, view, VIEWPORT));
  await contender.settled();
  const act = await PREPARE[scene](context);
  const figures = await traceFrames(contender.cdp, contender.page, act);
  await contender.settled();
  return figures;
}

const circle = (count: number, radius: number, turns: number): ScreenPoint[] =>
  Array.from({ length: count }, (_, i) => {
    const angle = (i / count) * Math.PI * 2 * turns;
    return [MIDDLE[0] + radius * Math.sin(angle), MIDDLE[1] + radius * (Math.cos(angle) - 1)];
  });

const PREPARE: Readonly<Record<Scene, (context: SceneContext) => Promise<() => Promise<void>>>> = {
  async pen({ contender }) {
    await contender.setTool('pen');
    return async () => {
      for (const left of [150, 400, 650]) {
        const path = Array.from(
          { length: 150 },
          (_, i): ScreenPoint => [left + i * 2.5, 400 + 180 * Math.sin(i / 14 + left)],
        );
        await drag(contender.cdp, path, 'pen');
      }
    };
  },
  async pan({ contender }) {
    const there = Array.from({ length: 60 }, (): ScreenPoint => [24, 14]);
    const back = there.map(([x, y]): ScreenPoint => [-x, -y]);
    return () => wheel(contender.cdp, MIDDLE, [...there, ...back], false);
  },
  async zoom({ contender }) {
    const into = Array.from({ length: 60 }, (): ScreenPoint => [0, -6]);
    const out = into.map(([x, y]): ScreenPoint => [x, -y]);
    return () => wheel(contender.cdp, MIDDLE, [...into, ...out, ...out, ...into], true);
  },
  async drag(context) {
    const { contender } = context;
    const [target] = strokesNearMiddle(context.board);
    const from = target ? toScreen(context, target.point) : MIDDLE;
    const path = circle(200, 120, 2).map(
      ([x, y]): ScreenPoint => [x - MIDDLE[0] + from[0], y - MIDDLE[1] + from[1]],
    );
    return () => drag(contender.cdp, path);
  },
  async 'drag-1000'(context) {
    const { contender } = context;
    const nearest = strokesNearMiddle(context.board).slice(0, DRAGGED_TOGETHER);
    await contender.select(nearest.map(({ id }) => id));
    await contender.settled();
    const [target] = nearest;
    const from = target ? toScreen(context, target.point) : MIDDLE;
    const path = circle(200, 120, 2).map(
      ([x, y]): ScreenPoint => [x - MIDDLE[0] + from[0], y - MIDDLE[1] + from[1]],
    );
    return () => drag(contender.cdp, path);
  },
  async marquee({ contender }) {
    const path = Array.from({ length: 150 }, (_, i): ScreenPoint => [90 + i * 7.2, 90 + i * 4.4]);
    return () => drag(contender.cdp, path);
  },
  async 'undo-5000'(context) {
    const { contender } = context;
    const ids = strokesNearMiddle(context.board)
      .slice(0, UNDONE_TOGETHER)
      .map(({ id }) => id);
    await contender.recolor?.(ids);
    await contender.settled();
    return async () => {
      for (let i = 0; i < UNDO_STEPS; i += 1) {
        await pressWithControl(contender.cdp, 'z');
        await contender.page.waitForTimeout(UNDO_PAUSE_MS);
        await pressWithControl(contender.cdp, 'y');
        await contender.page.waitForTimeout(UNDO_PAUSE_MS);
      }
    };
  },
};

function toScreen({ board, view }: SceneContext, point: readonly number[]): ScreenPoint {
  const { x, y, zoom } = cameraOf(board, view, VIEWPORT);
  return [((point[0] ?? 0) - x) * zoom, ((point[1] ?? 0) - y) * zoom];
}
