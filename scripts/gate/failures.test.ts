import { describe, expect, it } from 'vitest';
import { failuresOfPlaywright, failuresOfVitest, flakyOfPlaywright } from './failures.ts';

describe('what failed in a unit run', () => {
  it('is named by file, test and the first line of its reason', () => {
    const report = {
      testResults: [
        {
          name: '/here/ink/pen.test.ts',
          status: 'failed',
          assertionResults: [
            { fullName: 'a pen draws', status: 'passed', failureMessages: [] },
            { fullName: 'a pen lifts', status: 'failed', failureMessages: ['not lifted\n at x'] },
          ],
        },
      ],
    };
    expect(failuresOfVitest(report)).toEqual(['ink/pen.test.ts › a pen lifts: not lifted']);
  });

  it('has the files that could not be loaded', () => {
    const file = { name: '/a/b.test.ts', status: 'failed', message: 'no x', assertionResults: [] };
    expect(failuresOfVitest({ testResults: [file] })).toEqual(['a/b.test.ts: no x']);
  });
});

describe('what failed in an end-to-end run', () => {
  const spec = (title: string, ok: boolean, message: string) => ({
    title,
    file: 'e2e/a.spec.ts',
    line: 7,
    ok,
    tests: [{ results: [{ errors: ok ? [] : [{ message }] }] }],
  });

  it('is named by place and reason, however deep it lies, without colours', () => {
    const red = `${String.fromCharCode(27)}[31m`;
    const inner = { specs: [spec('draws', false, `\n${red}Error: no ink`)] };
    const report = { suites: [{ specs: [spec('starts', true, '')], suites: [inner] }] };
    expect(failuresOfPlaywright(report)).toEqual(['e2e/a.spec.ts:7 › draws: Error: no ink']);
  });

  it('leaves out, and tells apart, what passed at the second try', () => {
    const tries = [{ errors: [{ message: 'no ink yet' }] }, { errors: [] }];
    const flaky = { ...spec('draws', true, ''), tests: [{ status: 'flaky', results: tries }] };
    const report = { suites: [{ specs: [spec('starts', true, ''), flaky] }] };
    expect(failuresOfPlaywright(report)).toEqual([]);
    expect(flakyOfPlaywright(report)).toEqual(['e2e/a.spec.ts:7 › draws: no ink yet']);
  });

  it('has errors outside of tests', () => {
    const report = { suites: [], errors: [{ message: 'no such project' }] };
    expect(failuresOfPlaywright(report)).toEqual(['no such project']);
  });
});

describe('a report that is none', () => {
  it('names nothing; that it counts as failed is told elsewhere', () => {
    expect(failuresOfVitest(null)).toEqual([]);
    expect(failuresOfPlaywright({})).toEqual([]);
  });
});
