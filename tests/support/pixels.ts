import type { Page } from '@playwright/test';

export interface PictureArea {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/**
 * How many dark pixels of two pictures have none of the other within a distance: 0 when the same
 * letters stand at the same place, however their edges are smoothed.
 *
 * @param page any page: the pictures (PNG) are decoded in its browser
 */
export function strayPixels(
  page: Page,
  pictures: readonly [Buffer, Buffer],
  distancePx: number,
): Promise<{ readonly stray: number; readonly dark: number }> {
  return page.evaluate(
    async ([encoded, reach]) => {
      const DARK = 300;
      const decode = async (png: string): Promise<ImageData> => {
        const image = new Image();
        image.src = `data:image/png;base64,${png}`;
        await image.decode();
        const context = new OffscreenCanvas(image.width, image.height).getContext('2d');
        if (!context) throw new Error('no canvas');
        context.drawImage(image, 0, 0);
        return context.getImageData(0, 0, image.width, image.height);
      };
      const [a, b] = await Promise.all([decode(encoded[0]), decode(encoded[1])]);
      const isDark = ({ data, width, height }: ImageData, x: number, y: number): boolean => {
        if (x < 0 || y < 0 || x >= width || y >= height) return false;
        const at = (y * width + x) * 4;
        return (data[at] ?? 255) + (data[at + 1] ?? 255) + (data[at + 2] ?? 255) < DARK;
      };
      const isNear = (image: ImageData, x: number, y: number): boolean => {
        for (let dy = -reach; dy <= reach; dy++) {
          for (let dx = -reach; dx <= reach; dx++) if (isDark(image, x + dx, y + dy)) return true;
        }
        return false;
      };
      let stray = 0;
      let dark = 0;
      for (const [one, other] of [
        [a, b],
        [b, a],
      ] as const) {
        for (let y = 0; y < one.height; y++) {
          for (let x = 0; x < one.width; x++) {
            if (!isDark(one, x, y)) continue;
            dark += 1;
            if (!isNear(other, x, y)) stray += 1;
          }
        }
      }
      return { stray, dark };
    },
    [pictures.map((png) => png.toString('base64')) as [string, string], distancePx] as const,
  );
}

/** The colour of the drawing at a point of the page, `#rrggbb`; null where nothing is drawn. */
export function colorAt(page: Page, x: number, y: number): Promise<string | null> {
  return page.evaluate(
    ([atX, atY]) => {
      // A layer without content is hidden, not cleared. The last one is on top.
      const canvases = [...document.querySelectorAll('canvas')]
        .filter((canvas) => canvas.style.display !== 'none')
        .reverse();
      for (const canvas of canvases) {
        const { left, top, width } = canvas.getBoundingClientRect();
        const scale = canvas.width / width;
        const data = canvas
          .getContext('2d')
          ?.getImageData((atX - left) * scale, (atY - top) * scale, 1, 1).data;
        if (data && (data[3] ?? 0) > 200) {
          const hex = (value = 0): string => value.toString(16).padStart(2, '0');
          return `#${hex(data[0])}${hex(data[1])}${hex(data[2])}`;
        }
      }
      return null;
    },
    [x, y] as const,
  );
}
