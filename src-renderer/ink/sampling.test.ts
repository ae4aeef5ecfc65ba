import { describe, expect, it } from 'vitest';
import { InkRecorder, inkPressureOf } from './sampling.ts';

describe('ink sampling', () => {
  it('takes real pressure from pens only, and none when the switch is off', () => {
    expect(inkPressureOf('pen', true)).toBe('real');
    expect(inkPressureOf('mouse', true)).toBe('simulated');
    expect(inkPressureOf('touch', true)).toBe('simulated');
    expect(inkPressureOf('pen', false)).toBe('off');
  });

  it('drops samples that did not move, by screen distance', () => {
    const near = new InkRecorder('simulated', 1);
    expect(near.add({ x: 0, y: 0, pressure: 0 })).toBe(true);
    expect(near.add({ x: 0.3, y: 0.3, pressure: 0 })).toBe(false);
    const zoomedIn = new InkRecorder('simulated', 8);
    zoomedIn.add({ x: 0, y: 0, pressure: 0 });
    expect(zoomedIn.add({ x: 0.3, y: 0.3, pressure: 0 })).toBe(true);
  });

  it('keeps a pen pressure within 0..1 and a mouse at the neutral value', () => {
    const pen = new InkRecorder('real', 1);
    pen.add({ x: 0, y: 0, pressure: 1.4 });
    pen.add({ x: 5, y: 0, pressure: 0.25 });
    expect(pen.points).toEqual([0, 0, 1, 5, 0, 0.25]);
    const mouse = new InkRecorder('simulated', 1);
    mouse.add({ x: 0, y: 0, pressure: 0 });
    expect(mouse.points).toEqual([0, 0, 0.5]);
  });
});
