import type { ScreenPoint } from '../geometry/point.ts';
import { NEUTRAL_PRESSURE } from '../ink/packed-points.ts';
import type { PointerKind } from '../ink/sampling.ts';
import { MIDDLE_BUTTON, type Modifiers, type PointerInput, type PointerSample } from './pointer.ts';
import type { PointerRouter } from './pointer-router.ts';

/** Wheel events may count in lines or pages. */
const LINE_HEIGHT_PX = 16;
const PAGE_HEIGHT_PX = 800;
const PEN_ERASER_BUTTON = 5;
/** Farther ahead a prediction is often wrong, which is seen as ink that jumps back. */
const PREDICTION_MS = 17;
/** The canvas does not move about the page while the pointer does. */
const MEASURE_AGE_MS = 200;

function modifiersOf(event: MouseEvent | KeyboardEvent): Modifiers {
  return { shift: event.shiftKey, alt: event.altKey, accel: event.ctrlKey || event.metaKey };
}

function kindOf(event: PointerEvent): PointerKind {
  return event.pointerType === 'pen' || event.pointerType === 'touch' ? event.pointerType : 'mouse';
}

/** Where a pen or finger is expected to be in the next frame. A mouse turns too sharply for it. */
function predictedOf(event: PointerEvent): PointerEvent[] {
  if (event.type !== 'pointermove' || event.pointerType === 'mouse') return [];
  // Not every browser predicts.
  const predicted = 'getPredictedEvents' in event ? event.getPredictedEvents() : [];
  return predicted.filter(({ timeStamp }) => timeStamp - event.timeStamp <= PREDICTION_MS);
}

/**
 * Brings the DOM's pointer, wheel and key events to the router.
 *
 * @param surface element that fills the canvas; its top-left corner is the screen's origin.
 * @returns a function that detaches everything.
 */
export function attachPointerInput(surface: HTMLElement, router: PointerRouter): () => void {
  const ending = new AbortController();
  const { signal } = ending;
  const captured = new Set<number>();
  let origin: ScreenPoint = { x: 0, y: 0 };
  let measuredAtMs = Number.NEGATIVE_INFINITY;

  /** @param maxAgeMs a younger measure will do: each one makes the browser lay out the page. */
  const measure = (maxAgeMs = 0): void => {
    const nowMs = performance.now();
    if (nowMs - measuredAtMs < maxAgeMs) return;
    const { left, top } = surface.getBoundingClientRect();
    origin = { x: left, y: top };
    measuredAtMs = nowMs;
  };
  const sampleOf = (event: PointerEvent): PointerSample => ({
    screen: { x: event.clientX - origin.x, y: event.clientY - origin.y },
    pressure: event.pressure,
  });
  const inputOf = (event: PointerEvent): PointerInput => {
    const own = sampleOf(event);
    // Only a move has a past; browsers give an empty list for synthetic events.
    const coalesced = event.type === 'pointermove' ? event.getCoalescedEvents() : [];
    return {
      ...own,
      pointerId: event.pointerId,
      kind: kindOf(event),
      button: event.button === PEN_ERASER_BUTTON ? 0 : event.button,
      modifiers: modifiersOf(event),
      samples: coalesced.length > 0 ? coalesced.map(sampleOf) : [own],
      predicted: predictedOf(event).map(sampleOf),
    };
  };

  const onDown = (event: PointerEvent): void => {
    measure();
    // To pan by the middle button is no reason to leave a field.
    if (event.button !== MIDDLE_BUTTON) surface.focus({ preventScroll: true });
    surface.setPointerCapture(event.pointerId);
    captured.add(event.pointerId);
    router.down(inputOf(event));
    // No text selection, no drag ghosts, no autoscroll by the middle button.
    event.preventDefault();
  };
  const onMove = (event: PointerEvent): void => {
    if (captured.size === 0) measure(MEASURE_AGE_MS);
    router.move(inputOf(event));
  };
  const onUp = (event: PointerEvent): void => {
    // Before the capture is released: losing it must not look like a cancelled gesture.
    captured.delete(event.pointerId);
    router.up(inputOf(event));
  };
  const onDoubleClick = (event: MouseEvent): void => {
    measure();
    const screen = { x: event.clientX - origin.x, y: event.clientY - origin.y };
    const pressure = NEUTRAL_PRESSURE;
    router.doubleClick({
      screen,
      pressure,
      pointerId: 0,
      kind: 'mouse',
      button: event.button,
      modifiers: modifiersOf(event),
      samples: [{ screen, pressure }],
    });
  };
  const onLost = (event: PointerEvent): void => {
    if (captured.delete(event.pointerId)) router.pointerLost(event.pointerId);
  };
  const onWheel = (event: WheelEvent): void => {
    // Also keeps the browser from zooming the page and from going back in history.
    event.preventDefault();
    measure(MEASURE_AGE_MS);
    const unit =
      event.deltaMode === WheelEvent.DOM_DELTA_LINE
        ? LINE_HEIGHT_PX
        : event.deltaMode === WheelEvent.DOM_DELTA_PAGE
          ? PAGE_HEIGHT_PX
          : 1;
    // A mouse's wheel has one axis: Shift turns it, where the system does not do so itself.
    const turned = event.shiftKey && event.deltaX === 0;
    router.wheel({
      screen: { x: event.clientX - origin.x, y: event.clientY - origin.y },
      deltaX: (turned ? event.deltaY : event.deltaX) * unit,
      deltaY: (turned ? 0 : event.deltaY) * unit,
      // A trackpad's pinch comes as a wheel event with Ctrl.
      zoom: event.ctrlKey || event.metaKey,
    });
  };
  const onKey = (event: KeyboardEvent): void => {
    router.modifiersChanged(modifiersOf(event));
    if (event.code !== 'Space') return;
    if (event.type === 'keyup') {
      router.setSpaceHeld(false);
      return;
    }
    const focused = document.activeElement;
    if (focused !== surface && focused !== document.body && focused !== null) return;
    router.setSpaceHeld(true);
    event.preventDefault();
  };
  const onBlur = (): void => {
    router.setSpaceHeld(false);
    captured.clear();
    router.cancel();
  };
  const prevent = (event: Event): void => event.preventDefault();
  const preventPageZoom = (event: WheelEvent): void => {
    if (event.ctrlKey) event.preventDefault();
  };

  surface.addEventListener('pointerdown', onDown, { signal });
  surface.addEventListener('pointermove', onMove, { signal });
  surface.addEventListener('pointerup', onUp, { signal });
  surface.addEventListener('dblclick', onDoubleClick, { signal });
  surface.addEventListener('pointercancel', onLost, { signal });
  surface.addEventListener('lostpointercapture', onLost, { signal });
  surface.addEventListener('pointerleave', () => router.leave(), { signal });
  surface.addEventListener('wheel', onWheel, { signal, passive: false });
  for (const type of ['dragstart', 'selectstart', 'gesturestart']) {
    surface.addEventListener(type, prevent, { signal });
  }
  window.addEventListener('wheel', preventPageZoom, { signal, passive: false });
  window.addEventListener('keydown', onKey, { signal });
  window.addEventListener('keyup', onKey, { signal });
  window.addEventListener('blur', onBlur, { signal });

  return () => {
    ending.abort();
    router.cancel();
  };
}
