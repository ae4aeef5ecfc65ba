import type { ComponentProps } from 'react';
import { classNames } from '../class-names.ts';

export interface PanelProps extends ComponentProps<'div'> {
  readonly direction?: 'row' | 'column';
}

/** The one floating surface that holds every control on the canvas. */
export function Panel({ direction = 'row', className, ...rest }: PanelProps) {
  return (
    <div
      className={classNames('panel', direction === 'column' && 'panel--column', className)}
      {...rest}
    />
  );
}

/** A hairline between groups of one panel. */
export function PanelSeparator() {
  return <div className="separator" aria-hidden="true" />;
}
