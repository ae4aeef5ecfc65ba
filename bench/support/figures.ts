/** Median, 95th percentile and the like, and how benches print them. */

/** The value below which `share` (0 to 1) of the values lie; NaN of none. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

export interface Figures {
  readonly count: number;
  readonly median: number;
  readonly p95: number;
  readonly max: number;
}

export const figuresOf = (values: readonly number[]): Figures => ({
  count: values.length,
  median: quantile(values, 0.5),
  p95: quantile(values, 0.95),
  max: quantile(values, 1),
});

/** A row: what was measured, then its figures in milliseconds. */
export function millisecondsLine(label: string, values: readonly number[], digits = 1): string {
  const { count, median, p95, max } = figuresOf(values);
  const ms = (value: number): string => value.toFixed(digits).padStart(8);
  return `${label.padEnd(52)} median${ms(median)}  p95${ms(p95)}  max${ms(max)} ms  (${count})`;
}

/** `2.3x`: how many times `base` a value is. */
export const ratio = (value: number, base: number): string => `${(value / base).toFixed(2)}x`;
