import type { Editor } from '../canvas/editor.ts';
import { decodePictures } from '../canvas/pictures/decode-pictures.ts';
import { PictureCache } from '../canvas/pictures/picture-cache.ts';
import { inReadingOrder } from '../canvas/reading-order.ts';
import { pictureBounds, svgOf } from '../formats/svg/svg-document.ts';
import { paintElement } from '../shapes/paint-element.ts';
import { THEMES } from '../shapes/palette.ts';

/** What a selection can be copied as, for other programs. */
export const COPY_KINDS = ['text', 'svg', 'png'] as const;
export type CopyKind = (typeof COPY_KINDS)[number];

/** A picture has so many pixels per board unit: crisp on fine screens. */
const PNG_SCALE = 2;
/** Pixels along one side; larger selections are copied coarser. */
const PNG_SIDE_MAX = 8192;

/** Other programs are mostly white: a picture is what is seen in the light theme. */
const THEME = THEMES.light;

const selected = ({ scene, selection }: Editor) => scene.pick(selection.get());

/** The texts of the selection in the order in which one reads them; null when it has none. */
export function textOfSelection(editor: Editor): string | null {
  const texts = inReadingOrder(selected(editor)).map(({ text }) => text.trim());
  const joined = texts.filter((text) => text !== '').join('\n');
  return joined === '' ? null : joined;
}

export function svgOfSelection(editor: Editor): string | null {
  return svgOf(selected(editor), THEME) ?? null;
}

/** A picture without a background. */
export async function pngOfSelection(editor: Editor): Promise<Blob | null> {
  const nodes = selected(editor);
  const bounds = pictureBounds(nodes);
  if (!bounds) return null;
  const width = bounds.maxX - bounds.minX;
  const height = bounds.maxY - bounds.minY;
  const scale = Math.min(PNG_SCALE, PNG_SIDE_MAX / Math.max(width, height));
  const surface = new OffscreenCanvas(
    Math.max(1, Math.round(width * scale)),
    Math.max(1, Math.round(height * scale)),
  );
  const ctx = surface.getContext('2d');
  if (!ctx) return null;
  ctx.scale(scale, scale);
  ctx.translate(-bounds.minX, -bounds.minY);
  const pictures = new PictureCache();
  try {
    await decodePictures(nodes, pictures, scale, async (picture) => editor.pictures.get(picture));
    for (const node of nodes) paintElement(ctx, node, THEME, { paths: null, pictures, scale });
    return await surface.convertToBlob({ type: 'image/png' });
  } finally {
    pictures.clear();
  }
}
