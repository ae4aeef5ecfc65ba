import type { PaintContext } from '../shape.ts';

/** A 2D context that paints nothing and writes down what it was told: pixels as text. */
export class RecordingContext implements PaintContext {
  readonly trace: string[] = [];
  #fillStyle: PaintContext['fillStyle'] = '';
  #strokeStyle: PaintContext['strokeStyle'] = '';
  #globalAlpha = 1;
  #lineWidth = 1;
  globalCompositeOperation: GlobalCompositeOperation = 'source-over';
  lineJoin: CanvasLineJoin = 'miter';
  lineCap: CanvasLineCap = 'butt';
  font = '';
  textBaseline: CanvasTextBaseline = 'alphabetic';
  textAlign: CanvasTextAlign = 'start';
  direction: CanvasDirection = 'inherit';
  textRendering: CanvasTextRendering = 'auto';

  get fillStyle(): PaintContext['fillStyle'] {
    return this.#fillStyle;
  }
  set fillStyle(value: PaintContext['fillStyle']) {
    this.#fillStyle = value;
    this.#log('fillStyle', [String(value)]);
  }
  get strokeStyle(): PaintContext['strokeStyle'] {
    return this.#strokeStyle;
  }
  set strokeStyle(value: PaintContext['strokeStyle']) {
    this.#strokeStyle = value;
    this.#log('strokeStyle', [String(value)]);
  }
  get globalAlpha(): number {
    return this.#globalAlpha;
  }
  set globalAlpha(value: number) {
    this.#globalAlpha = value;
    this.#log('globalAlpha', [value]);
  }
  get lineWidth(): number {
    return this.#lineWidth;
  }
  set lineWidth(value: number) {
    this.#lineWidth = value;
    this.#log('lineWidth', [value]);
  }

  save(): void {
    this.#log('save', []);
  }
  restore(): void {
    this.#log('restore', []);
  }
  translate(...values: number[]): void {
    this.#log('translate', values);
  }
  rotate(...values: number[]): void {
    this.#log('rotate', values);
  }
  scale(...values: number[]): void {
    this.#log('scale', values);
  }
  beginPath(): void {
    this.#log('beginPath', []);
  }
  closePath(): void {
    this.#log('closePath', []);
  }
  moveTo(...values: number[]): void {
    this.#log('moveTo', values);
  }
  lineTo(...values: number[]): void {
    this.#log('lineTo', values);
  }
  quadraticCurveTo(...values: number[]): void {
    this.#log('quadraticCurveTo', values);
  }
  bezierCurveTo(...values: number[]): void {
    this.#log('bezierCurveTo', values);
  }
  ellipse(...values: number[]): void {
    this.#log('ellipse', values);
  }
  rect(...values: number[]): void {
    this.#log('rect', values);
  }
  clip(): void {
    this.#log('clip', []);
  }
  fill(): void {
    this.#log('fill', []);
  }
  stroke(): void {
    this.#log('stroke', []);
  }
  fillRect(...values: number[]): void {
    this.#log('fillRect', values);
  }
  strokeRect(...values: number[]): void {
    this.#log('strokeRect', values);
  }
  clearRect(...values: number[]): void {
    this.#log('clearRect', values);
  }
  fillText(text: string, ...values: number[]): void {
    this.#log('fillText', [text, ...values]);
  }
  drawImage(_image: unknown, ...values: number[]): void {
    this.#log('drawImage', values);
  }
  setLineDash(segments: number[]): void {
    this.#log('setLineDash', segments);
  }
  /** Every character is 7 px wide. */
  measureText(text: string): { readonly width: number } {
    return { width: text.length * 7 };
  }

  /** The calls of some kinds only. */
  calls(...names: readonly string[]): string[] {
    return this.trace.filter((line) => names.includes(line.split(' ')[0] ?? ''));
  }

  #log(name: string, values: readonly (string | number)[]): void {
    const rounded = values.map((value) =>
      typeof value === 'number' ? Math.round(value * 100) / 100 : value,
    );
    this.trace.push([name, ...rounded].join(' '));
  }
}
