import type { Page } from '@playwright/test';

/** Least side of what people press, in CSS px. */
const HIT_AREA_MIN_PX = 32;

/**
 * What is wrong with where things stand in the window: floating panels that overlap each other,
 * anything that sticks out of the window, and controls that are too small to hit.
 */
export function layoutProblems(page: Page): Promise<string[]> {
  return page.evaluate((hitAreaMinPx) => {
    const isSeen = (element: Element): boolean =>
      element.checkVisibility({ opacityProperty: true, visibilityProperty: true }) &&
      element.getBoundingClientRect().width > 1;
    const wordsOf = (element: Element): string =>
      element.getAttribute('aria-label') ??
      (element.textContent?.trim().slice(0, 40) || element.className.toString());
    const problems: string[] = [];

    const popup = '[data-radix-popper-content-wrapper]';
    const panels = [...document.querySelectorAll('.shell__region > *')].filter(
      (element) => !element.matches(`${popup}, section`) && isSeen(element),
    );
    const notices = [...document.querySelectorAll('.notice')];
    const floating = [...panels, ...notices];
    const within = (a: number, b: number): boolean => a > b + 0.5;
    floating.forEach((one, index) => {
      const a = one.getBoundingClientRect();
      for (const other of floating.slice(index + 1)) {
        const b = other.getBoundingClientRect();
        const isApart =
          !within(a.right, b.left) ||
          !within(b.right, a.left) ||
          !within(a.bottom, b.top) ||
          !within(b.bottom, a.top);
        if (!isApart) problems.push(`“${wordsOf(one)}” overlaps “${wordsOf(other)}”`);
      }
    });

    for (const element of [...floating, ...document.querySelectorAll(`${popup} > *, .dialog`)]) {
      const { left, top, right, bottom } = element.getBoundingClientRect();
      if (left < 0 || top < 0 || right > innerWidth || bottom > innerHeight) {
        problems.push(`“${wordsOf(element)}” sticks out of the window`);
      }
    }

    const controls = 'button, input:not([type="color"]), [role^="menuitem"], [role="radio"]';
    for (const element of document.querySelectorAll(controls)) {
      if (!isSeen(element)) continue;
      const { width, height } = element.getBoundingClientRect();
      if (width < hitAreaMinPx || height < hitAreaMinPx) {
        problems.push(`“${wordsOf(element)}” is only ${width} x ${height} px`);
      }
    }
    return problems;
  }, HIT_AREA_MIN_PX);
}
