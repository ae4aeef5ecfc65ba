import { z } from 'zod';
import type { BoardDocument } from '../../board/board-document.ts';
import {
  type BoardElement,
  type Color,
  canHoldText,
  ELEMENT_TYPES,
  type ElementId,
  type ElementType,
  FILL_STYLES,
  type Fill,
  type FillStyle,
  type GroupPath,
  hasPoints,
  isElementId,
  PALETTE_NAMES,
  PRESSURE_MODES,
  type PressureMode,
} from '../../board/element.ts';
import { isColor, isFill, isGroupPath } from '../../board/element-values.ts';
import {
  mapRegisters,
  REGISTERS,
  type RegisterValues,
  toldRegisters,
} from '../../board/registers.ts';
import type { Box } from '../../geometry/box.ts';
import { isPointPrecision, POINT_STRIDE } from '../../ink/packed-points.ts';

/** An element in plain numbers and arrays, in board units: for scripts and for the clipboard. */
export interface ScriptRecord extends Partial<RegisterValues> {
  readonly id: ElementId;
  readonly type: ElementType;
  /** The unrotated box. */
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  /** Degrees clockwise about the box's centre. */
  readonly rotation: number;
  readonly color: Color;
  readonly fill: Fill;
  readonly fillStyle: FillStyle;
  readonly opacity: number;
  /** Stroke width; for text the font size. */
  readonly size: number;
  /** Strokes only. */
  readonly pressure?: PressureMode;
  /** Strokes: `[x, y, pressure]`. Lines and arrows: `[x, y]`. In board coordinates. */
  readonly points?: readonly (readonly number[])[];
  /** Text, and labels where there is one. */
  readonly text?: string;
  /** The groups that it is in, the outermost first; absent when in none. */
  readonly groups?: GroupPath;
  readonly locked?: true;
  readonly hidden?: true;
}

const id = z.string().refine(isElementId, 'an id is 1 to 64 characters of A-Z, a-z, 0-9, _ and -');
const color = z
  .string()
  .refine(isColor, `a colour is #rrggbb or one of ${PALETTE_NAMES.join(', ')}`)
  .transform((value): Color => value as Color);
const fill = z
  .string()
  .refine(isFill, `a fill is none, #rrggbb or one of ${PALETTE_NAMES.join(', ')}`)
  .transform((value): Fill => value as Fill);
const point = z.union([
  z.tuple([z.number(), z.number()]),
  z.tuple([z.number(), z.number(), z.number().min(0).max(1)]),
]);

const REGISTER_SCHEMAS = mapRegisters((name) =>
  z.custom(REGISTERS[name].accepts, REGISTERS[name].refusal).optional(),
) as { readonly [N in keyof RegisterValues]: z.ZodOptional<z.ZodType<RegisterValues[N]>> };

const STYLE = {
  ...REGISTER_SCHEMAS,
  rotation: z.number().optional(),
  color: color.optional(),
  fill: fill.optional(),
  fillStyle: z.enum(FILL_STYLES).optional(),
  opacity: z.number().min(0).max(1).optional(),
  size: z.number().positive().optional(),
  pressure: z.enum(PRESSURE_MODES).optional(),
  points: z.array(point).min(1).optional(),
  text: z.string().optional(),
  groups: z
    .array(z.string())
    .refine(isGroupPath, 'groups are at most 16 different ids, the outermost first')
    .optional(),
  locked: z.boolean().optional(),
  hidden: z.boolean().optional(),
  precision: z
    .number()
    .refine(isPointPrecision, 'a precision is a power of two from 1 to 4096')
    .optional(),
};

const BOX = {
  x: z.number().optional(),
  y: z.number().optional(),
  width: z.number().min(0).optional(),
  height: z.number().min(0).optional(),
};

const newRecord = z
  .strictObject({ id: id.optional(), type: z.enum(ELEMENT_TYPES), ...BOX, ...STYLE })
  .superRefine((record, context) => {
    const complain = (key: string, message: string): void => {
      context.addIssue({ code: 'custom', path: [key], message });
    };
    if (record.points && !hasPoints(record.type)) {
      complain('points', `a ${record.type} has no points`);
    }
    const isInk = record.type === 'stroke' || record.type === 'highlight';
    if (isInk && !record.points) complain('points', `a ${record.type} needs points`);
    if (record.points) return;
    const needed = record.type === 'text' ? (['x', 'y'] as const) : (Object.keys(BOX) as BoxKey[]);
    for (const key of needed) {
      if (record[key] === undefined) complain(key, `a ${record.type} without points needs it`);
    }
  });
type BoxKey = keyof typeof BOX;

const patchRecord = z.strictObject({ id, ...BOX, ...STYLE });

export const NEW_RECORDS = z.array(newRecord);
export const PATCH_RECORDS = z.array(patchRecord);
export const IDS = z.array(id);
export const CAMERA = z.strictObject({
  x: z.number(),
  y: z.number(),
  zoom: z.number().positive(),
});

/** What was wrong, in one line: where it is and what is expected there. */
export function describeIssues(error: z.ZodError): string {
  return error.issues
    .map(({ path, message }) => (path.length > 0 ? `${path.join('.')}: ${message}` : message))
    .join('; ');
}

/** An element of the board as scripts see it. @param box where it is shown, of a text too. */
export function toScriptRecord(
  board: Pick<BoardDocument, 'points' | 'text'>,
  element: BoardElement,
  box: Box = element.box,
): ScriptRecord {
  const { type } = element;
  const text = canHoldText(type) ? board.text(element.id) : '';
  return {
    id: element.id,
    type,
    x: box.x,
    y: box.y,
    width: box.width,
    height: box.height,
    rotation: element.rotation,
    color: element.color,
    fill: element.fill,
    fillStyle: element.fillStyle,
    opacity: element.opacity,
    size: element.size,
    ...toldRegisters(element),
    ...(type === 'stroke' ? { pressure: element.pressure } : {}),
    ...(hasPoints(type) ? { points: toTuples(board.points(element.id), type) } : {}),
    ...(type === 'text' || text !== '' ? { text } : {}),
    ...(element.groups.length > 0 ? { groups: element.groups } : {}),
    ...(element.locked ? { locked: true } : {}),
    ...(element.hidden ? { hidden: true } : {}),
  };
}

function toTuples(triples: ArrayLike<number>, type: ElementType): number[][] {
  const tuples: number[][] = [];
  for (let i = 0; i < triples.length; i += POINT_STRIDE) {
    const x = triples[i] ?? 0;
    const y = triples[i + 1] ?? 0;
    tuples.push(type === 'stroke' ? [x, y, triples[i + 2] ?? 0] : [x, y]);
  }
  return tuples;
}
