import type { LucideIcon } from 'lucide-react';

export type Icon = LucideIcon;

/** Size in CSS px and stroke of every icon in a control. */
export const ICON_PROPS = { size: 18, strokeWidth: 1.75, 'aria-hidden': true } as const;

/** Icons beside small text. */
export const SMALL_ICON_PROPS = { size: 14, strokeWidth: 2, 'aria-hidden': true } as const;
