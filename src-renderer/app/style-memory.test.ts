import { describe, expect, it } from 'vitest';
import { DrawingStyles } from '../canvas/drawing-styles.ts';
import { rememberStyles } from './style-memory.ts';

function keeper(initial?: string) {
  let kept = initial ?? null;
  return {
    getItem: () => kept,
    setItem: (_key: string, value: string) => {
      kept = value;
    },
  };
}
const recalled = (from: ReturnType<typeof keeper>): DrawingStyles => {
  const styles = new DrawingStyles();
  rememberStyles(styles, from)();
  return styles;
};

describe('the memory of styles', () => {
  it('outlives the window', () => {
    const kept = keeper();
    const styles = new DrawingStyles();
    rememberStyles(styles, kept);
    styles.change('rectangle', { color: 'red', fill: '#aabbcc', opacity: 0.5 });
    expect(recalled(kept).of('ellipse')).toMatchObject({ color: 'red', fill: '#aabbcc' });
    expect(recalled(kept).of('stroke')).toMatchObject({ color: 'black' });
  });

  it('takes what it can read and leaves the rest as it would be anyway', () => {
    const good = { ...new DrawingStyles().of('line'), color: 'green' };
    const odd = JSON.stringify({ line: good, ink: { ...good, color: 'url(x)' }, shape: 7 });
    const styles = recalled(keeper(odd));
    expect(styles.of('arrow').color).toBe('green');
    expect(styles.of('stroke').color).toBe('black');
    expect(styles.of('rectangle').color).toBe('black');
    for (const text of ['', '{', '[]', 'null', '{"hat": 1}']) {
      expect(recalled(keeper(text)).of('arrow').color).toBe('black');
    }
  });

  it('does without where the browser allows no storage', () => {
    const refuse = (): never => {
      throw new DOMException('no', 'SecurityError');
    };
    const styles = new DrawingStyles();
    rememberStyles(styles, { getItem: refuse, setItem: refuse });
    styles.change('line', { color: 'red' });
    expect(styles.of('line').color).toBe('red');
  });
});
