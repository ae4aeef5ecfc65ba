import { toDegrees } from '../../geometry/angle.ts';
import type { PaintContext } from '../../shapes/shape.ts';

/** What `save` keeps. */
interface State {
  readonly fillStyle: PaintContext['fillStyle'];
  readonly strokeStyle: PaintContext['strokeStyle'];
  readonly globalAlpha: number;
  readonly globalCompositeOperation: GlobalCompositeOperation;
  readonly lineWidth: number;
  readonly lineJoin: CanvasLineJoin;
  readonly lineCap: CanvasLineCap;
  readonly font: string;
  readonly textBaseline: CanvasTextBaseline;
  readonly textAlign: CanvasTextAlign;
  readonly direction: CanvasDirection;
  readonly dash: readonly number[];
  readonly transforms: readonly string[];
  /** Clips in force, each with the transforms that it was made under. */
  readonly clips: readonly string[];
}

const FULL_TURN = Math.PI * 2;
/** `size family`, with whatever stands before the size. */
const CSS_FONT = /^(?:(\d+)\s+)?([\d.]+)px\s+(.*)$/;
const BASELINES: Partial<Record<CanvasTextBaseline, string>> = {
  middle: 'central',
  top: 'text-before-edge',
  hanging: 'hanging',
  bottom: 'text-after-edge',
};
const ANCHORS: Readonly<Record<CanvasTextAlign, string>> = {
  left: 'start',
  start: 'start',
  center: 'middle',
  right: 'end',
  end: 'end',
};

/** Text between tags and in attributes. */
export function escapeXml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&apos;');
}

/** Finer than a thousandth of a unit nobody sees. */
function num(value: number): string {
  return String(Math.round(value * 1000) / 1000 + 0);
}

/**
 * Writes what painters paint as SVG: the painters of the screen are those of the file, so that the
 * two cannot differ. Only colours fill, no gradients or patterns; painters have none.
 */
export class SvgContext implements PaintContext {
  fillStyle: PaintContext['fillStyle'] = '#000';
  strokeStyle: PaintContext['strokeStyle'] = '#000';
  globalAlpha = 1;
  globalCompositeOperation: GlobalCompositeOperation = 'source-over';
  lineWidth = 1;
  lineJoin: CanvasLineJoin = 'miter';
  lineCap: CanvasLineCap = 'butt';
  font = '10px sans-serif';
  textBaseline: CanvasTextBaseline = 'alphabetic';
  textAlign: CanvasTextAlign = 'start';
  direction: CanvasDirection = 'inherit';
  textRendering: CanvasTextRendering = 'auto';
  readonly #saved: State[] = [];
  readonly #marks: string[] = [];
  readonly #definitions: string[] = [];
  #dash: readonly number[] = [];
  #transforms: readonly string[] = [];
  #clips: readonly string[] = [];
  #path: string[] = [];
  #lastId = 0;

  /** All that was painted, in order. */
  content(): string {
    const definitions =
      this.#definitions.length > 0 ? `<defs>${this.#definitions.join('')}</defs>` : '';
    return definitions + this.#marks.join('');
  }

  save(): void {
    this.#saved.push({
      fillStyle: this.fillStyle,
      strokeStyle: this.strokeStyle,
      globalAlpha: this.globalAlpha,
      globalCompositeOperation: this.globalCompositeOperation,
      lineWidth: this.lineWidth,
      lineJoin: this.lineJoin,
      lineCap: this.lineCap,
      font: this.font,
      textBaseline: this.textBaseline,
      textAlign: this.textAlign,
      direction: this.direction,
      dash: this.#dash,
      transforms: this.#transforms,
      clips: this.#clips,
    });
  }

  restore(): void {
    const state = this.#saved.pop();
    if (!state) return;
    const { dash, transforms, clips, ...rest } = state;
    Object.assign(this, rest);
    this.#dash = dash;
    this.#transforms = transforms;
    this.#clips = clips;
  }

  translate(x: number, y: number): void {
    this.#transforms = [...this.#transforms, `translate(${num(x)} ${num(y)})`];
  }

  rotate(radians: number): void {
    this.#transforms = [...this.#transforms, `rotate(${num(toDegrees(radians))})`];
  }

  scale(x: number, y: number): void {
    this.#transforms = [...this.#transforms, `scale(${num(x)} ${num(y)})`];
  }

  beginPath(): void {
    this.#path = [];
  }

  moveTo(x: number, y: number): void {
    this.#path.push(`M${num(x)} ${num(y)}`);
  }

  lineTo(x: number, y: number): void {
    this.#path.push(`${this.#path.length === 0 ? 'M' : 'L'}${num(x)} ${num(y)}`);
  }

  quadraticCurveTo(cpx: number, cpy: number, x: number, y: number): void {
    this.#path.push(`Q${num(cpx)} ${num(cpy)} ${num(x)} ${num(y)}`);
  }

  bezierCurveTo(c1x: number, c1y: number, c2x: number, c2y: number, x: number, y: number): void {
    this.#path.push(`C${num(c1x)} ${num(c1y)} ${num(c2x)} ${num(c2y)} ${num(x)} ${num(y)}`);
  }

  closePath(): void {
    if (this.#path.length > 0) this.#path.push('Z');
  }

  rect(x: number, y: number, width: number, height: number): void {
    this.#path.push(`M${num(x)} ${num(y)}h${num(width)}v${num(height)}h${num(-width)}Z`);
  }

  ellipse(
    x: number,
    y: number,
    radiusX: number,
    radiusY: number,
    rotation: number,
    startAngle: number,
    endAngle: number,
  ): void {
    const at = (angle: number): string => {
      const [along, across] = [radiusX * Math.cos(angle), radiusY * Math.sin(angle)];
      const px = x + along * Math.cos(rotation) - across * Math.sin(rotation);
      const py = y + along * Math.sin(rotation) + across * Math.cos(rotation);
      return `${num(px)} ${num(py)}`;
    };
    const arcTo = (angle: number, large: boolean): string =>
      `A${num(radiusX)} ${num(radiusY)} ${num(toDegrees(rotation))} ${large ? 1 : 0} 1 ${at(angle)}`;
    this.#path.push(`${this.#path.length === 0 ? 'M' : 'L'}${at(startAngle)}`);
    const sweep = Math.min(endAngle - startAngle, FULL_TURN);
    // An arc that ends where it begins is none: a whole turn is made of two.
    if (sweep > FULL_TURN - 1e-6) {
      this.#path.push(arcTo(startAngle + Math.PI, false), arcTo(endAngle, false));
    } else {
      this.#path.push(arcTo(endAngle, sweep > Math.PI));
    }
  }

  clip(): void {
    this.#lastId += 1;
    const id = `clip-${this.#lastId}`;
    // Nonzero as on a canvas: what leaves a label's place out runs the other way round it.
    this.#definitions.push(
      `<clipPath id="${id}"><path d="${this.#path.join('')}"${this.#transform()}/></clipPath>`,
    );
    this.#clips = [...this.#clips, id];
  }

  fill(): void {
    this.#mark(`<path d="${this.#path.join('')}" fill="${this.#color(this.fillStyle)}"`);
  }

  stroke(): void {
    this.#mark(`<path d="${this.#path.join('')}" fill="none"${this.#strokeAttributes()}`);
  }

  fillRect(x: number, y: number, width: number, height: number): void {
    const sides = `x="${num(x)}" y="${num(y)}" width="${num(width)}" height="${num(height)}"`;
    this.#mark(`<rect ${sides} fill="${this.#color(this.fillStyle)}"`);
  }

  strokeRect(x: number, y: number, width: number, height: number): void {
    const sides = `x="${num(x)}" y="${num(y)}" width="${num(width)}" height="${num(height)}"`;
    this.#mark(`<rect ${sides} fill="none"${this.#strokeAttributes()}`);
  }

  /** There is nothing behind what is painted. */
  clearRect(): void {
    // Painters clear surfaces that they use again; this one is new.
  }

  drawImage(): void {
    // Nobody gives a writer pixels: it gets a picture's place, which is painted like anything else.
  }

  fillText(text: string, x: number, y: number): void {
    const [, weight, size = '10', family = 'sans-serif'] = CSS_FONT.exec(this.font) ?? [];
    const baseline = BASELINES[this.textBaseline];
    const attributes = [
      `x="${num(x)}" y="${num(y)}"`,
      `font-family="${escapeXml(family)}" font-size="${size}"`,
      ...(weight === undefined ? [] : [`font-weight="${weight}"`]),
      ...(ANCHORS[this.textAlign] === 'start' ? [] : [`text-anchor="${ANCHORS[this.textAlign]}"`]),
      ...(baseline === undefined ? [] : [`dominant-baseline="${baseline}"`]),
      ...(this.direction === 'rtl' ? ['direction="rtl"'] : []),
      'xml:space="preserve"',
      `fill="${this.#color(this.fillStyle)}"`,
    ];
    this.#mark(`<text ${attributes.join(' ')}`, `>${escapeXml(text)}</text>`);
  }

  setLineDash(segments: number[]): void {
    this.#dash = [...segments];
  }

  #strokeAttributes(): string {
    const dash =
      this.#dash.length > 0 ? ` stroke-dasharray="${this.#dash.map(num).join(' ')}"` : '';
    return (
      ` stroke="${this.#color(this.strokeStyle)}" stroke-width="${num(this.lineWidth)}"` +
      ` stroke-linejoin="${this.lineJoin}" stroke-linecap="${this.lineCap}"${dash}`
    );
  }

  #color(style: PaintContext['fillStyle']): string {
    return typeof style === 'string' ? escapeXml(style) : 'none';
  }

  #transform(): string {
    return this.#transforms.length > 0 ? ` transform="${this.#transforms.join(' ')}"` : '';
  }

  /** @param opening a tag without its end */
  #mark(opening: string, end = '/>'): void {
    const alpha = this.globalAlpha === 1 ? '' : ` opacity="${num(this.globalAlpha)}"`;
    const blend = this.globalCompositeOperation;
    // The names of blends are the same on a canvas and in CSS; the usual one has another.
    const blended = blend === 'source-over' ? '' : ` style="mix-blend-mode:${blend}"`;
    let mark = `${opening}${alpha}${blended}${this.#transform()}${end}`;
    for (const id of this.#clips.toReversed()) mark = `<g clip-path="url(#${id})">${mark}</g>`;
    this.#marks.push(mark);
  }
}
