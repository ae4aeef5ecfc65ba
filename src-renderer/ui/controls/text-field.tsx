import { CircleAlert } from 'lucide-react';
import type { ComponentProps, ReactNode } from 'react';
import { classNames } from '../class-names.ts';
import { SMALL_ICON_PROPS } from './icon.ts';

export interface TextFieldProps
  extends Omit<ComponentProps<'input'>, 'id' | 'value' | 'onChange' | 'aria-label'> {
  readonly id: string;
  readonly label: string;
  /** Keeps the label for screen readers only. */
  readonly hideLabel?: boolean;
  readonly value: string;
  readonly onValueChange?: (value: string) => void;
  /** What is wrong with the value and what helps, or null. */
  readonly error?: string | null;
  /** Buttons at the end of the row. */
  readonly children?: ReactNode;
}

/** A labelled line of text with its error. */
export function TextField({
  id,
  label,
  hideLabel = false,
  value,
  onValueChange,
  error = null,
  children,
  ...rest
}: TextFieldProps) {
  const errorId = `${id}-error`;
  return (
    <div className="field">
      <label htmlFor={id} className={classNames('field__label', hideLabel && 'visually-hidden')}>
        {label}
      </label>
      <div className="field__row">
        <input
          type="text"
          spellCheck={false}
          {...rest}
          id={id}
          className="field__input"
          value={value}
          aria-invalid={error === null ? undefined : true}
          aria-describedby={error === null ? undefined : errorId}
          onChange={(event) => onValueChange?.(event.target.value)}
        />
        {children}
      </div>
      {error !== null && (
        <p id={errorId} className="field__error" role="alert">
          <CircleAlert {...SMALL_ICON_PROPS} />
          {error}
        </p>
      )}
    </div>
  );
}
