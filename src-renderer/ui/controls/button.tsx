import type { ComponentProps, MouseEvent } from 'react';
import { classNames } from '../class-names.ts';

export interface ButtonProps extends Omit<ComponentProps<'button'>, 'disabled'> {
  readonly tone?: 'normal' | 'primary' | 'quiet' | 'danger';
  /** Stays focusable. */
  readonly disabled?: boolean | undefined;
}

/** A button with words. */
export function Button({
  tone = 'normal',
  disabled = false,
  className,
  onClick,
  ...rest
}: ButtonProps) {
  const handleClick = (event: MouseEvent<HTMLButtonElement>): void => {
    if (disabled) event.preventDefault();
    else onClick?.(event);
  };
  return (
    <button
      type="button"
      className={classNames('button', tone !== 'normal' && `button--${tone}`, className)}
      aria-disabled={disabled || undefined}
      {...rest}
      onClick={handleClick}
    />
  );
}
