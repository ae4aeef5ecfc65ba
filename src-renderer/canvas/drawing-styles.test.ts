import { describe, expect, it } from 'vitest';
import { DrawingStyles } from './drawing-styles.ts';

describe('the styles of what is drawn next', () => {
  it('are remembered for each family of elements', () => {
    const styles = new DrawingStyles();
    styles.change('rectangle', { color: 'red', size: 8 });
    styles.change('stroke', { color: 'blue' });
    expect(styles.of('ellipse')).toMatchObject({ color: 'red', size: 8, opacity: 1 });
    expect(styles.of('stroke')).toMatchObject({ color: 'blue', size: 4 });
    expect(styles.of('arrow')).toMatchObject({ color: 'black', size: 4 });
    expect(styles.of('text').size).toBeGreaterThan(12);
  });

  it('are told when they change, and can be kept', () => {
    const styles = new DrawingStyles();
    let told = 0;
    const stop = styles.subscribe(() => {
      told += 1;
    });
    styles.change('line', { opacity: 0.5 });
    stop();
    styles.change('line', { opacity: 0.25 });
    expect(told).toBe(1);
    const later = new DrawingStyles();
    later.restore(styles.chosen());
    expect(later.of('arrow').opacity).toBe(0.25);
    expect(later.of('stroke').opacity).toBe(1);
  });
});
