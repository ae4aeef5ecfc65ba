/** Keys by which people walk through an interface; others draw, type or cancel. */
const NAVIGATION_KEYS: ReadonlySet<string> = new Set([
  'Tab',
  'F6',
  'Enter',
  ' ',
  'ArrowUp',
  'ArrowDown',
  'ArrowLeft',
  'ArrowRight',
  'Home',
  'End',
  'PageUp',
  'PageDown',
]);

/**
 * Notes on the root element (`data-input`) whether people walk through the interface by pointer or by
 * keyboard. The browser's own `:focus-visible` rings whatever a script focuses: a menu that a mouse
 * opened, the button that gets the focus back.
 *
 * @returns a function that ends it.
 */
export function followInputModality(page: Document): () => void {
  const ending = new AbortController();
  const note = (modality: 'pointer' | 'keyboard'): void => {
    page.documentElement.dataset.input = modality;
  };
  const options = { capture: true, signal: ending.signal };
  page.addEventListener('pointerdown', () => note('pointer'), options);
  page.addEventListener(
    'keydown',
    (event) => {
      if (NAVIGATION_KEYS.has(event.key)) note('keyboard');
    },
    options,
  );
  return () => ending.abort();
}

const byPointer = (): boolean => document.documentElement.dataset.input === 'pointer';

/**
 * For `onFocus` of what shows something on focus: only the keyboard's focus asks for it.
 */
export function ignorePointerFocus(event: { preventDefault(): void }): void {
  if (byPointer()) event.preventDefault();
}

/**
 * For `onCloseAutoFocus` of popups: the keyboard gets its place back; after a pointer the keys belong
 * to the canvas again, so that Space pans rather than opens the menu once more.
 */
export function returnFocus(event: Event): void {
  if (byPointer()) event.preventDefault();
}

/**
 * For `onOpenAutoFocus` of popups that are read first: the popup itself gets the focus, not its first
 * control, which a stray key would change.
 */
export function focusPopup(event: Event): void {
  if (!(event.currentTarget instanceof HTMLElement)) return;
  event.preventDefault();
  event.currentTarget.focus({ preventScroll: true });
}
