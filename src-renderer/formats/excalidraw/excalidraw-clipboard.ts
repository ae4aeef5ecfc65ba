import { z } from 'zod';
import type { Color, ElementType, InputPoint, NewElement } from '../../board/element.ts';
import { POINTS_MAX } from '../../board/element-input.ts';
import { TEXT_LENGTH_MAX } from '../../board/element-text.ts';
import { cleanText, isCoordinate } from '../../board/element-values.ts';

/** What Excalidraw puts on the clipboard, and its files, as far as we can show it. */

/** More elements are not taken over at once. */
export const EXCALIDRAW_ELEMENTS_MAX = 20_000;

const coordinate = z.number().refine(isCoordinate, 'off the board');
const element = z.object({
  id: z.string(),
  type: z.string(),
  x: coordinate,
  y: coordinate,
  width: coordinate.optional(),
  height: coordinate.optional(),
  angle: z.number().optional(),
  strokeColor: z.string().optional(),
  backgroundColor: z.string().optional(),
  fillStyle: z.string().optional(),
  strokeWidth: z.number().optional(),
  strokeStyle: z.string().optional(),
  roundness: z.unknown().optional(),
  opacity: z.number().optional(),
  groupIds: z.array(z.string()).optional(),
  isDeleted: z.boolean().optional(),
  points: z
    .array(z.tuple([coordinate, coordinate]))
    .max(POINTS_MAX)
    .optional(),
  pressures: z.array(z.number()).max(POINTS_MAX).optional(),
  simulatePressure: z.boolean().optional(),
  text: z.string().max(TEXT_LENGTH_MAX).optional(),
  fontSize: z.number().optional(),
  containerId: z.string().nullish(),
});
type ExcalidrawElement = z.infer<typeof element>;

const content = z.object({
  type: z.enum(['excalidraw/clipboard', 'excalidraw']),
  elements: z.array(element).max(EXCALIDRAW_ELEMENTS_MAX),
});

export type ParsedExcalidraw =
  | {
      readonly ok: true;
      readonly elements: readonly NewElement[];
      /** Kinds that we have no place for: pictures, frames, embeds. */
      readonly leftOut: number;
    }
  | { readonly ok: false; readonly code: 'not-excalidraw' | 'damaged' };

const KINDS: ReadonlyMap<string, ElementType> = new Map([
  ['rectangle', 'rectangle'],
  ['ellipse', 'ellipse'],
  ['diamond', 'diamond'],
  ['line', 'line'],
  ['arrow', 'arrow'],
  ['freedraw', 'stroke'],
  ['text', 'text'],
]);

/** Excalidraw's own colours, so that they follow our themes; any other stays what it is. */
const COLORS: Readonly<Record<string, Color>> = {
  '#1e1e1e': 'black',
  '#000000': 'black',
  '#ffffff': 'white',
  '#343a40': 'grey',
  '#868e96': 'grey',
  '#e9ecef': 'grey',
  '#e03131': 'red',
  '#ffc9c9': 'red',
  '#e8590c': 'orange',
  '#ffd8a8': 'orange',
  '#f08c00': 'amber',
  '#ffec99': 'yellow',
  '#2f9e44': 'green',
  '#b2f2bb': 'green',
  '#099268': 'teal',
  '#96f2d7': 'teal',
  '#0c8599': 'cyan',
  '#99e9f2': 'cyan',
  '#1971c2': 'blue',
  '#a5d8ff': 'blue',
  '#6741d9': 'violet',
  '#d0bfff': 'violet',
  '#9c36b5': 'violet',
  '#eebefa': 'violet',
  '#c2255c': 'pink',
  '#fcc2d7': 'pink',
};

/** Whether a text is meant as Excalidraw's elements, be they whole or not. */
export function looksLikeExcalidraw(text: string): boolean {
  return /^\s*\{\s*"type"\s*:\s*"excalidraw/.test(text.slice(0, 200));
}

/** Elements from Excalidraw's clipboard, bottom first and without ids. */
export function parseExcalidraw(text: string): ParsedExcalidraw {
  if (!looksLikeExcalidraw(text)) return { ok: false, code: 'not-excalidraw' };
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return { ok: false, code: 'damaged' };
    throw error;
  }
  const parsed = content.safeParse(json);
  if (!parsed.success) return { ok: false, code: 'damaged' };
  const alive = parsed.data.elements.filter(({ isDeleted }) => isDeleted !== true);
  const labels = labelsOf(alive);
  const isLabel = ({ containerId }: ExcalidrawElement): boolean =>
    containerId !== null && containerId !== undefined && labels.has(containerId);
  const elements: NewElement[] = [];
  let leftOut = 0;
  for (const one of alive) {
    if (isLabel(one)) continue;
    const taken = elementOf(one, labels.get(one.id) ?? '');
    if (taken) elements.push(taken);
    else leftOut += 1;
  }
  return { ok: true, elements, leftOut };
}

/** Texts that belong to a shape or a line that is there, by its id. */
function labelsOf(elements: readonly ExcalidrawElement[]): Map<string, string> {
  const holders = new Set(elements.flatMap(({ id, type }) => (KINDS.has(type) ? id : [])));
  return new Map(
    elements.flatMap(({ type, containerId, text }): [string, string][] =>
      type === 'text' && containerId && holders.has(containerId)
        ? [[containerId, cleanText(text ?? '')]]
        : [],
    ),
  );
}

function elementOf(one: ExcalidrawElement, label: string): NewElement | null {
  const type = KINDS.get(one.type);
  if (type === undefined) return null;
  const { x, y, width = 0, height = 0 } = one;
  const common = {
    type,
    rotation: (((one.angle ?? 0) * 180) / Math.PI) % 360,
    color: colorOf(one.strokeColor) ?? 'black',
    opacity: Math.min(1, Math.max(0, (one.opacity ?? 100) / 100)),
    // Excalidraw has the innermost group first.
    groups: groupPathOf(one.groupIds ?? []),
  } as const;
  if (type === 'text') {
    if (!one.text) return null;
    return { ...common, x, y, text: one.text, size: sizeOf(one.fontSize, 20) };
  }
  const size = sizeOf(one.strokeWidth, 2);
  if (type === 'stroke' || type === 'line' || type === 'arrow') {
    const points = pointsOf(one, type);
    if (points.length === 0) return null;
    return {
      ...common,
      points,
      size: type === 'stroke' ? size * STROKE_FACTOR : size,
      ...(type === 'stroke' ? {} : { dash: dashOf(one.strokeStyle), text: label }),
    };
  }
  const fill = colorOf(one.backgroundColor);
  return {
    ...common,
    x,
    y,
    width,
    height,
    size,
    fill: fill ?? 'none',
    ...(fill === null ? {} : { fillStyle: fillStyleOf(one) }),
    dash: dashOf(one.strokeStyle),
    ...(type === 'rectangle' ? { radius: one.roundness ? ROUND_RADIUS : 0 } : {}),
    text: label,
  };
}

/** Excalidraw's pen is about so much wider than its number says. */
const STROKE_FACTOR = 2;
const ROUND_RADIUS = 16;

function sizeOf(value: number | undefined, fallback: number): number {
  const size = value ?? fallback;
  return size > 0 && size <= 1_000 ? size : fallback;
}

function pointsOf({ x, y, points = [], pressures = [] }: ExcalidrawElement, type: ElementType) {
  const at = points.filter(([px, py]) => isCoordinate(x + px) && isCoordinate(y + py));
  const hasPressure = type === 'stroke' && pressures.length === at.length && at.length > 0;
  return at.map(([px, py], i): InputPoint => {
    if (!hasPressure) return [x + px, y + py];
    return [x + px, y + py, Math.min(1, Math.max(0, pressures[i] ?? 0.5))];
  });
}

/** A palette name where it is one of Excalidraw's own, else `#rrggbb`; null for none. */
function colorOf(css: string | undefined): Color | null {
  const hex = css?.toLowerCase() ?? '';
  const known = COLORS[hex];
  if (known) return known;
  if (/^#[0-9a-f]{6}$/.test(hex)) return hex as Color;
  const short = /^#([0-9a-f])([0-9a-f])([0-9a-f])$/.exec(hex);
  return short ? `#${short[1]}${short[1]}${short[2]}${short[2]}${short[3]}${short[3]}` : null;
}

/** Its pale fills are our soft ones. */
function fillStyleOf({
  fillStyle,
  backgroundColor,
}: ExcalidrawElement): 'hatch' | 'soft' | 'solid' {
  if (fillStyle === 'hachure' || fillStyle === 'cross-hatch') return 'hatch';
  return COLORS[backgroundColor?.toLowerCase() ?? ''] ? 'soft' : 'solid';
}

function dashOf(style: string | undefined): 'solid' | 'dashed' | 'dotted' {
  return style === 'dashed' || style === 'dotted' ? style : 'solid';
}

/** The groups are given new ids anyway; those that are none of ours are made ours here. */
function groupPathOf(ids: readonly string[]): string[] {
  const clean = ids.map((id) => id.replaceAll(/[^A-Za-z0-9_-]/g, '_').slice(0, 64));
  return [...new Set(clean.filter((id) => id !== ''))].reverse().slice(0, 16);
}
