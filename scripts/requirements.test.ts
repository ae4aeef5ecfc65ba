import { describe, expect, it } from 'vitest';
import { REPOSITORY } from './build/targets.ts';
import { checkRequirements, compareRows, readRows } from './requirements.ts';

const cited = (files: Record<string, readonly string[]>) =>
  new Map(Object.entries(files).map(([file, ids]) => [file, new Set(ids)] as const));

describe('the table of requirements', () => {
  it('is read row by row', () => {
    const table = [
      '| Row | What | Shown by | Measured |',
      '|-|-|-|-|',
      '| ZZ-01 | something | `a.test.ts`, `b.spec.ts` | 5 ms |',
      'text with ZZ-02 in it',
      '| ZZ-03 | more | | |',
    ].join('\n');
    expect(readRows(table)).toEqual([
      { id: 'ZZ-01', tests: ['a.test.ts', 'b.spec.ts'] },
      { id: 'ZZ-03', tests: [] },
    ]);
  });

  it('is right when every row and every test name each other', () => {
    const rows = [{ id: 'ZZ-01', tests: ['a.test.ts'] }];
    expect(compareRows(rows, cited({ 'a.test.ts': ['ZZ-01'], 'b.test.ts': [] }))).toEqual([]);
  });

  it.each([
    ['names no test', [{ id: 'ZZ-01', tests: [] }], {}],
    ['there is no test file', [{ id: 'ZZ-01', tests: ['gone.test.ts'] }], {}],
    ['does not name it', [{ id: 'ZZ-01', tests: ['a.test.ts'] }], { 'a.test.ts': [] }],
    ['the table does not say so', [], { 'a.test.ts': ['ZZ-01'] }],
    [
      'twice',
      [
        { id: 'ZZ-01', tests: ['a.test.ts'] },
        { id: 'ZZ-01', tests: ['a.test.ts'] },
      ],
      { 'a.test.ts': ['ZZ-01'] },
    ],
  ])('is wrong when: %s', (sentence, rows, files) => {
    expect(compareRows(rows, cited(files)).join('\n')).toContain(sentence);
  });

  it('is right in this repository', async () => {
    const report = await checkRequirements(REPOSITORY);
    expect(report.problems).toEqual([]);
    expect(report.rows).toBeGreaterThan(20);
  });
});
