import { describe, expect, it } from 'vitest';
import { CURSOR_GLIDE_MS, CursorMotion } from './cursor-motion.ts';

describe('the motion of cursors', () => {
  it('appears in place and then glides from where it is shown', () => {
    const motion = new CursorMotion();
    motion.aim('bob', { x: 0, y: 0 }, 0, true);
    expect(motion.at('bob', 0)).toEqual({ x: 0, y: 0 });
    expect(motion.isMoving(0)).toBe(false);
    motion.aim('bob', { x: 100, y: 0 }, 1000, true);
    expect(motion.at('bob', 1000 + CURSOR_GLIDE_MS / 2)).toEqual({ x: 50, y: 0 });
    motion.aim('bob', { x: 50, y: 80 }, 1000 + CURSOR_GLIDE_MS / 2, true);
    expect(motion.at('bob', 1000 + CURSOR_GLIDE_MS)).toEqual({ x: 50, y: 40 });
    expect(motion.isMoving(1000 + CURSOR_GLIDE_MS)).toBe(true);
    expect(motion.isMoving(1000 + 2 * CURSOR_GLIDE_MS)).toBe(false);
  });

  it('jumps with reduced motion', () => {
    const motion = new CursorMotion();
    motion.aim('bob', { x: 0, y: 0 }, 0, false);
    motion.aim('bob', { x: 100, y: 0 }, 10, false);
    expect(motion.at('bob', 10)).toEqual({ x: 100, y: 0 });
    expect(motion.isMoving(10)).toBe(false);
  });

  it('forgets who is gone', () => {
    const motion = new CursorMotion();
    motion.aim('bob', { x: 0, y: 0 }, 0, true);
    motion.keep(new Set());
    expect(motion.at('bob', 0)).toBeUndefined();
  });
});
