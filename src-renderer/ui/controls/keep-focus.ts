import type { MouseEvent } from 'react';

/**
 * For `onMouseDown`: a press with the mouse leaves the focus where it is, so that Space, Escape and
 * the arrows still reach the canvas after a tool or a colour was picked. A text field does lose it:
 * its edit ends there.
 */
export function keepFocus(event: MouseEvent): void {
  if (!(document.activeElement instanceof HTMLInputElement)) event.preventDefault();
}
