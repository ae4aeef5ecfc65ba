import { type CSSProperties, useLayoutEffect, useRef } from 'react';
import type { LayerProps } from './layer.ts';
import type { BoardPainter } from './painter.ts';
import { BoardView } from './tiles/board-view.ts';

const STYLE: CSSProperties = {
  position: 'absolute',
  left: 0,
  top: 0,
  pointerEvents: 'none',
  // A layer of its own: moving it repaints nothing.
  willChange: 'transform',
};

const LIFTED_STYLE: CSSProperties = {
  position: 'absolute',
  left: 0,
  top: 0,
  pointerEvents: 'none',
};

/** The board itself: canvases under the stage, drawn from tiles. */
export function BoardCanvas(props: LayerProps & { readonly painter: BoardPainter }) {
  const { editor, theme, viewport, pixelRatio, painter } = props;
  const main = useRef<HTMLCanvasElement>(null);
  const backdrop = useRef<HTMLCanvasElement>(null);
  const lifted = useRef<HTMLDivElement>(null);
  const view = useRef<BoardView | null>(null);

  // A layout effect, and before the other one: the first paint needs what it makes.
  useLayoutEffect(() => {
    if (!main.current || !backdrop.current || !lifted.current) return;
    const canvases = { main: main.current, backdrop: backdrop.current };
    const created = new BoardView(canvases, lifted.current, editor, painter);
    view.current = created;
    return () => {
      view.current = null;
      created.destroy();
    };
  }, [editor, painter]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: another editor or painter makes another view
  useLayoutEffect(() => {
    view.current?.configure({ theme, viewport, pixelRatio });
  }, [editor, painter, theme, viewport, pixelRatio]);

  return (
    <>
      <canvas ref={backdrop} data-layer="backdrop" style={STYLE} />
      <canvas ref={main} data-layer="board" style={STYLE} />
      <div ref={lifted} data-layer="lifted" style={LIFTED_STYLE} />
    </>
  );
}
