import { describe, expect, it } from 'vitest';
import { readHostEnvironment } from './environment.ts';

describe('what a person may set from outside', () => {
  it('is nothing', () => {
    expect(readHostEnvironment({ DRAWBRIDGE_USER_DATA: '' })).toEqual({
      userData: null,
      cellPort: 47_600,
      problems: [],
    });
  });

  it('is the folder and the port', () => {
    const env = { DRAWBRIDGE_USER_DATA: '/data/boards', DRAWBRIDGE_CELL_PORT: '0' };
    expect(readHostEnvironment(env)).toEqual({
      userData: '/data/boards',
      cellPort: 0,
      problems: [],
    });
  });

  it.each([
    [{ DRAWBRIDGE_USER_DATA: 'boards' }],
    [{ DRAWBRIDGE_CELL_PORT: '70000' }],
    [{ DRAWBRIDGE_CELL_PORT: '1e3' }],
  ])('is told when it makes no sense: %j', (env) => {
    expect(readHostEnvironment(env)).toMatchObject({
      userData: null,
      cellPort: 47_600,
      problems: [expect.stringContaining('must be')],
    });
  });
});
