import type { ComponentProps, MouseEvent } from 'react';
import { classNames } from '../class-names.ts';
import { ariaShortcut } from '../shortcut.ts';
import { ICON_PROPS, type Icon } from './icon.ts';
import { keepFocus } from './keep-focus.ts';
import { Tooltip } from './tooltip.tsx';

export interface IconButtonProps
  extends Omit<ComponentProps<'button'>, 'disabled' | 'children' | 'aria-label'> {
  readonly icon: Icon;
  /** Accessible name and tooltip. */
  readonly label: string;
  /** In tinykeys' notation. */
  readonly shortcut?: string | undefined;
  readonly size?: 'normal' | 'large';
  readonly tooltipSide?: 'top' | 'right' | 'bottom' | 'left';
  /** Stays focusable, so that the keyboard does not lose its place when undo runs out. */
  readonly disabled?: boolean | undefined;
}

/** A square button with an icon, a name and a tooltip. */
export function IconButton({
  icon: IconShape,
  label,
  shortcut,
  size = 'normal',
  tooltipSide = 'top',
  disabled = false,
  className,
  onClick,
  ...rest
}: IconButtonProps) {
  const handleClick = (event: MouseEvent<HTMLButtonElement>): void => {
    if (!disabled) onClick?.(event);
  };
  return (
    <Tooltip label={label} shortcut={shortcut} side={tooltipSide}>
      <button
        type="button"
        className={classNames('icon-button', size === 'large' && 'icon-button--large', className)}
        aria-label={label}
        aria-keyshortcuts={shortcut === undefined ? undefined : ariaShortcut(shortcut)}
        aria-disabled={disabled || undefined}
        onMouseDown={keepFocus}
        {...rest}
        onClick={handleClick}
      >
        <IconShape {...ICON_PROPS} />
      </button>
    </Tooltip>
  );
}
