import { useRef } from 'react';
import { focusPopup, returnFocus } from './input-modality.ts';

/** What has the focus and stays: for an item of a menu that goes, the button that opened the menu. */
function focusOrigin(): Element | null {
  const focused = document.activeElement;
  const menu = focused?.closest('[role="menu"]');
  if (!menu) return focused;
  return document.getElementById(menu.getAttribute('aria-labelledby') ?? '');
}

/**
 * Where the focus goes when a dialog without a trigger of its own opens and closes; Radix gives it
 * back to its own trigger only.
 *
 * @param keepFirst the first control has the focus: a question. Else the dialog itself, to be read.
 */
export function useDialogFocus({ keepFirst }: { readonly keepFirst: boolean }): {
  readonly onOpenAutoFocus: (event: Event) => void;
  readonly onCloseAutoFocus: (event: Event) => void;
} {
  const cameFrom = useRef<Element | null>(null);
  return {
    onOpenAutoFocus: (event) => {
      cameFrom.current = focusOrigin();
      if (!keepFirst) focusPopup(event);
    },
    onCloseAutoFocus: (event) => {
      returnFocus(event);
      if (event.defaultPrevented) return;
      event.preventDefault();
      if (cameFrom.current instanceof HTMLElement) cameFrom.current.focus();
    },
  };
}
