import { Tooltip as RadixTooltip } from 'radix-ui';
import type { ReactElement, ReactNode } from 'react';
import { ignorePointerFocus } from './input-modality.ts';
import { Keys } from './keys.tsx';
import { usePopupHost } from './popup-host.ts';

const OPEN_DELAY_MS = 500;
const SKIP_DELAY_MS = 300;
const GAP_PX = 8;
const EDGE_PX = 8;

export interface TooltipProps {
  readonly label: ReactNode;
  /** A second, quieter line. */
  readonly detail?: ReactNode;
  /** In tinykeys' notation; see `shortcut.ts`. */
  readonly shortcut?: string | undefined;
  readonly side?: 'top' | 'right' | 'bottom' | 'left';
  /** One element that takes a ref and event handlers. */
  readonly children: ReactElement;
}

/** Must be around everything that has tooltips: neighbours then open without waiting again. */
export function TooltipProvider({ children }: { readonly children: ReactNode }) {
  return (
    <RadixTooltip.Provider delayDuration={OPEN_DELAY_MS} skipDelayDuration={SKIP_DELAY_MS}>
      {children}
    </RadixTooltip.Provider>
  );
}

/** Name and keys of a control. The control still needs its own accessible name. */
export function Tooltip({ label, detail, shortcut, side = 'top', children }: TooltipProps) {
  const host = usePopupHost();
  return (
    <RadixTooltip.Root disableHoverableContent>
      <RadixTooltip.Trigger asChild onFocus={ignorePointerFocus}>
        {children}
      </RadixTooltip.Trigger>
      <RadixTooltip.Portal container={host}>
        <RadixTooltip.Content
          className="tooltip"
          side={side}
          sideOffset={GAP_PX}
          collisionPadding={EDGE_PX}
        >
          <span>
            {label}
            {detail !== undefined && <span className="tooltip__detail">{detail}</span>}
          </span>
          {shortcut !== undefined && <Keys shortcut={shortcut} />}
        </RadixTooltip.Content>
      </RadixTooltip.Portal>
    </RadixTooltip.Root>
  );
}
