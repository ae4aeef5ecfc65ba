import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ELEMENT_TYPES, FILL_STYLES, PALETTE_NAMES, PRESSURE_MODES } from './element.ts';
import {
  decodeRecord,
  type ElementRecord,
  encodeRecord,
  RECORD_PROPERTY_CODES,
  readPlacedPoints,
} from './element-record.ts';
import { DASHES, HEADS, INITIAL_REGISTERS, ROUTES } from './registers.ts';

const RECORD: ElementRecord = {
  type: 'rectangle',
  box: { x: 1, y: -2.5, width: 30, height: 40 },
  rotation: 0,
  color: 'black',
  fill: 'none',
  fillStyle: 'soft',
  opacity: 1,
  size: 4,
  index: 'a0V',
  pressure: 'real',
  groups: [],
  locked: false,
  hidden: false,
  points: null,
  ...INITIAL_REGISTERS,
};

const coordinate = fc.double({ min: -1e6, max: 1e6, noNaN: true }).map((value) => value + 0);
const side = fc.double({ min: 0, max: 1e6, noNaN: true });
const color = fc.oneof(
  fc.constantFrom(...PALETTE_NAMES),
  fc.nat(0xffffff).map((rgb) => `#${rgb.toString(16).padStart(6, '0')}` as const),
);
const anyRecord: fc.Arbitrary<ElementRecord> = fc.record({
  type: fc.constantFrom(...ELEMENT_TYPES),
  box: fc.record({ x: coordinate, y: coordinate, width: side, height: side }),
  rotation: fc.double({ min: 0, max: 359, noNaN: true }),
  color,
  fill: fc.oneof(color, fc.constant('none' as const)),
  fillStyle: fc.constantFrom(...FILL_STYLES),
  opacity: fc.double({ min: 0, max: 1, noNaN: true }).map((value) => value + 0),
  size: fc.double({ min: 0.1, max: 1000, noNaN: true }),
  index: fc.constantFrom('a0', 'Zz', 'b12V', 'a0xyz'),
  pressure: fc.constantFrom(...PRESSURE_MODES),
  groups: fc.uniqueArray(fc.stringMatching(/^[A-Za-z0-9_-]{1,20}$/), { maxLength: 4 }),
  locked: fc.boolean(),
  hidden: fc.boolean(),
  dash: fc.constantFrom(...DASHES),
  radius: fc.double({ min: 0, max: 10_000, noNaN: true }).map((value) => value + 0),
  author: fc.constantFrom('', 'Ada', 'Бо'),
  route: fc.constantFrom(...ROUTES),
  startHead: fc.constantFrom(...HEADS),
  endHead: fc.constantFrom(...HEADS),
  start: fc.constantFrom(null, ['a-1', 0, 0.25, 'point'] as const),
  end: fc.constantFrom(null, ['b_2', 0.5, 1, 'edge'] as const),
  picture: fc.constantFrom(null, 'A'.repeat(43), `${'-_9'.repeat(14)}8`),
  points: fc.oneof(fc.constant(null), fc.uint8Array({ maxLength: 50 })),
});

describe('packed records', () => {
  it('gives box and points without the rest, the same as with it', () => {
    fc.assert(
      fc.property(anyRecord, (record) => {
        const read = decodeRecord(encodeRecord(record));
        if (!read.ok) throw new Error(read.message);
        const { box, points } = read.record;
        expect(readPlacedPoints(encodeRecord(record))).toStrictEqual(
          points ? { box, points } : undefined,
        );
      }),
    );
  });

  it('give back exactly what went in', () => {
    fc.assert(
      fc.property(anyRecord, (record) => {
        expect(decodeRecord(encodeRecord(record))).toEqual({ ok: true, record });
      }),
    );
  });

  it('are short: what is usual costs nothing', () => {
    expect(encodeRecord(RECORD).length).toBeLessThan(20);
  });

  it('skip a property that a newer version wrote, before or after the known ones', () => {
    const bytes = encodeRecord(RECORD);
    const unknown = [99, 3, 1, 2, 3];
    const after = new Uint8Array([...bytes, ...unknown]);
    const before = new Uint8Array([...bytes.slice(0, 2), ...unknown, ...bytes.slice(2)]);
    expect(decodeRecord(after)).toEqual({ ok: true, record: RECORD });
    expect(decodeRecord(before)).toEqual({ ok: true, record: RECORD });
  });

  it.each([
    ['nothing', []],
    ['of another format', [2, 1]],
    ['of an unknown type', [1, 200]],
    ['without a box', [1, 1]],
    ['cut off in a property', [1, 1, RECORD_PROPERTY_CODES.box, 50, 1]],
    ['with a property of another length', [1, 1, RECORD_PROPERTY_CODES.fill, 2, 0, 0]],
    ['with a colour that is none', [1, 1, RECORD_PROPERTY_CODES.color, 1, 254]],
    ['with an unknown colour', [1, 1, RECORD_PROPERTY_CODES.color, 1, 100]],
  ])('that are %s fail as a tagged result', (_, bytes) => {
    const decoded = decodeRecord(new Uint8Array(bytes));
    expect(decoded).toMatchObject({ ok: false, code: 'malformed-record' });
  });

  it.each([
    ['NaN', { ...RECORD, box: { ...RECORD.box, x: Number.NaN } }],
    ['infinite', { ...RECORD, box: { ...RECORD.box, width: Number.POSITIVE_INFINITY } }],
    ['off the board', { ...RECORD, box: { ...RECORD.box, y: 1e12 } }],
    ['of negative size', { ...RECORD, box: { ...RECORD.box, height: -1 } }],
    ['of no stroke width', { ...RECORD, size: 0 }],
    ['turned by infinity', { ...RECORD, rotation: Number.POSITIVE_INFINITY }],
    ['without a usable place in the order', { ...RECORD, index: 'a00' }],
  ])('refuse an element that is %s', (_, record) => {
    expect(decodeRecord(encodeRecord(record))).toMatchObject({ ok: false });
  });

  it('never throw, whatever happened to the bytes', () => {
    const damage = fc.array(fc.tuple(fc.nat(), fc.nat(255)), { minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(anyRecord, damage, fc.nat(80), (record, changes, length) => {
        const bytes = encodeRecord(record);
        for (const [at, value] of changes) bytes[at % bytes.length] = value;
        expect(decodeRecord(bytes.slice(0, length)).ok).toBeTypeOf('boolean');
        expect(decodeRecord(bytes).ok).toBeTypeOf('boolean');
      }),
      { numRuns: 5000 },
    );
  });
});
