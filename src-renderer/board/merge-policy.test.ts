import { describe, expect, it } from 'vitest';
import { RECORD_PROPERTY_CODES } from './element-record.ts';
import {
  ELEMENT_PROPERTIES,
  MERGE_POLICIES,
  OVERRIDABLE_PROPERTIES,
  PROPERTY_MERGE_POLICY,
} from './merge-policy.ts';
import { addOne, boardOf, RECTANGLE, STROKE } from './testing-boards.ts';

describe('the merge-policy table (CR-03)', () => {
  it('has a policy and a reason for every property that a record or an override can hold', () => {
    const stored = [
      ...Object.keys(RECORD_PROPERTY_CODES),
      ...OVERRIDABLE_PROPERTIES,
      'type',
      'text',
      'deleted',
    ];
    expect(new Set(stored)).toEqual(new Set(ELEMENT_PROPERTIES));
    for (const property of stored) {
      expect(PROPERTY_MERGE_POLICY).toHaveProperty(property);
    }
    for (const { why } of Object.values(PROPERTY_MERGE_POLICY))
      expect(why.length).toBeGreaterThan(10);
  });

  it('has one for every property that an element shows', () => {
    const board = boardOf('ada');
    const element = board.get(addOne(board, RECTANGLE));
    // What is no property of its own: the key, a counter of this session, and who wrote the record.
    const { id: _, version: __, createdBy: ___, ...properties } = element ?? {};
    expect(Object.keys(properties).length).toBeGreaterThan(5);
    for (const property of Object.keys(properties)) {
      expect(PROPERTY_MERGE_POLICY).toHaveProperty(property);
    }
  });

  it('has one for everything that the board really writes', () => {
    const board = boardOf('ada');
    const id = addOne(board, STROKE);
    const above = addOne(board, RECTANGLE);
    board.update([
      {
        id,
        x: 1,
        rotation: 5,
        color: 'red',
        fill: 'red',
        fillStyle: 'solid',
        opacity: 0.5,
        size: 9,
        pressure: 'off',
        groups: ['one'],
        locked: true,
        hidden: true,
        dash: 'dotted',
        radius: 20,
        route: 'curved',
        author: 'Ada',
        startHead: 'dot',
        endHead: 'bar',
        start: ['a', 0.5, 0.5, 'edge'],
        end: ['b', 0, 0.5, 'point'],
        picture: 'A'.repeat(43),
        points: [[1, 1]],
      },
      { id, index: `${board.get(above)?.index}V` },
    ]);
    board.remove([id]);
    const written = [...board.doc.getMap('changes').keys()].map((key) => key.split('/')[1]);
    expect(new Set(written)).toEqual(new Set([...OVERRIDABLE_PROPERTIES, 'deleted']));
  });

  it('has no policy that nothing follows', () => {
    const used = new Set(Object.values(PROPERTY_MERGE_POLICY).map(({ policy }) => policy));
    expect(used).toEqual(new Set(Object.keys(MERGE_POLICIES)));
  });

  it('gives no code of the record twice', () => {
    const codes = Object.values(RECORD_PROPERTY_CODES);
    expect(new Set(codes).size).toBe(codes.length);
  });
});
