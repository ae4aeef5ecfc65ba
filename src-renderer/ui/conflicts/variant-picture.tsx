import { useLayoutEffect, useRef } from 'react';
import type { BoardDocument } from '../../board/board-document.ts';
import type { Scene } from '../../canvas/scene.ts';
import { paintVariant, type Variant } from '../../canvas/variant-preview.ts';
import type { Bounds } from '../../geometry/box.ts';
import { THEMES, type ThemeName } from '../../shapes/palette.ts';

/** CSS px. */
const SIZE = { width: 132, height: 80 } as const;

export interface VariantPictureProps {
  readonly board: BoardDocument;
  readonly scene: Scene;
  readonly variant: Variant;
  readonly area: Bounds;
  readonly theme: ThemeName;
}

/** An element as it might be; decoration beside the words that say the same. */
export function VariantPicture({ board, scene, variant, area, theme }: VariantPictureProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useLayoutEffect(() => {
    const ctx = canvas.current?.getContext('2d');
    if (!canvas.current || !ctx) return;
    const ratio = window.devicePixelRatio;
    canvas.current.width = Math.round(SIZE.width * ratio);
    canvas.current.height = Math.round(SIZE.height * ratio);
    ctx.scale(ratio, ratio);
    paintVariant(ctx, SIZE, { board, scene, variant }, area, THEMES[theme]);
  }, [board, scene, variant, area, theme]);
  return (
    <span aria-hidden="true">
      <canvas ref={canvas} className="variant-picture" style={SIZE} />
    </span>
  );
}
