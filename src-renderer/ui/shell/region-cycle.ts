const FOCUSABLE =
  'button:not([disabled]):not([tabindex="-1"]), input:not([disabled]), a[href], [tabindex="0"]';

/** Index of the region to go to; -1 as `current` means that none has focus. */
export function nextRegionIndex(current: number, count: number, step: 1 | -1): number {
  if (current < 0) return step === 1 ? 0 : count - 1;
  return (current + step + count) % count;
}

/** Moves focus to the first control of the next region that has one. */
export function focusNextRegion(root: HTMLElement, step: 1 | -1): void {
  const regions = [...root.querySelectorAll<HTMLElement>('[data-region]')];
  let index = regions.findIndex((region) => region.contains(document.activeElement));
  for (let tried = 0; tried < regions.length; tried++) {
    index = nextRegionIndex(index, regions.length, step);
    const target = regions[index]?.querySelector<HTMLElement>(FOCUSABLE);
    if (target) {
      target.focus();
      return;
    }
  }
}
