import { type RefObject, useEffect, useLayoutEffect, useState, useSyncExternalStore } from 'react';
import type { Viewport } from './camera.ts';

/** Size of an element in CSS pixels, as it changes. */
export function useElementSize(ref: RefObject<HTMLElement | null>): Viewport {
  const [size, setSize] = useState<Viewport>({ width: 0, height: 0 });
  useLayoutEffect(() => {
    const element = ref.current;
    if (!element) return;
    const measure = (): void => {
      const { width, height } = element.getBoundingClientRect();
      setSize((old) => (old.width === width && old.height === height ? old : { width, height }));
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, [ref]);
  return size;
}

/**
 * Device pixels per CSS pixel; changes with the browser's zoom and from screen to screen.
 * @param ref an element that is on the screen: its size in device pixels is what is watched.
 */
export function useDevicePixelRatio(ref: RefObject<HTMLElement | null>): number {
  const [ratio, setRatio] = useState(() => window.devicePixelRatio);
  useEffect(() => {
    const update = (): void => setRatio(window.devicePixelRatio);
    const query = window.matchMedia(`(resolution: ${ratio}dppx)`);
    query.addEventListener('change', update);
    // Not every change of screen reaches the media query; Safari has only that one.
    const observer = new ResizeObserver(update);
    if (ref.current && 'devicePixelContentBoxSize' in ResizeObserverEntry.prototype) {
      observer.observe(ref.current, { box: 'device-pixel-content-box' });
    }
    return () => {
      query.removeEventListener('change', update);
      observer.disconnect();
    };
  }, [ratio, ref]);
  return ratio;
}

const REDUCED_MOTION = '(prefers-reduced-motion: reduce)';

function subscribeReducedMotion(listener: () => void): () => void {
  const query = window.matchMedia(REDUCED_MOTION);
  query.addEventListener('change', listener);
  return () => query.removeEventListener('change', listener);
}

/** Whether this person asked the system for less motion. */
export function useReducedMotion(): boolean {
  return useSyncExternalStore(
    subscribeReducedMotion,
    () => window.matchMedia(REDUCED_MOTION).matches,
  );
}
