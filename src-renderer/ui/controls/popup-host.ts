import { createContext, useContext } from 'react';

const PopupHostContext = createContext<HTMLElement | null>(null);

/** From a control within a panel to its popup: the panel's padding, and 8 px of canvas. */
export const POPUP_GAP_PX = 12;

/** Gives the popups inside a region that region as their place in the page, so that no content is outside of a landmark. */
export const PopupHost = PopupHostContext.Provider;

/** Where a menu or tooltip goes in the page; null = the end of the body. */
export const usePopupHost = (): HTMLElement | null => useContext(PopupHostContext);
