import { type KeyboardEvent, type ReactNode, useRef } from 'react';
import { keepFocus } from './keep-focus.ts';

/** Where an arrow key leads in a row-major grid, or null when the key means nothing here. */
export function nextRadioIndex(
  key: string,
  index: number,
  count: number,
  columns: number,
): number | null {
  const inRow = columns >= count;
  const column = index % columns;
  switch (key) {
    case 'ArrowRight':
      return (index + 1) % count;
    case 'ArrowLeft':
      return (index - 1 + count) % count;
    case 'ArrowDown':
      if (inRow) return (index + 1) % count;
      return index + columns < count ? index + columns : column;
    case 'ArrowUp': {
      if (inRow) return (index - 1 + count) % count;
      // The last row may be shorter: the lowest cell of this column.
      const lowest = column + columns * Math.floor((count - 1 - column) / columns);
      return index >= columns ? index - columns : lowest;
    }
    case 'Home':
      return 0;
    case 'End':
      return count - 1;
    default:
      return null;
  }
}

/** What a radio button of a set must carry. */
export interface RadioItemProps {
  readonly type: 'button';
  readonly role: 'radio';
  readonly 'aria-checked': boolean;
  readonly tabIndex: 0 | -1;
  readonly 'data-value': string;
  readonly onClick: () => void;
}

export interface RadioSetProps<T extends string> {
  readonly label: string;
  readonly values: readonly T[];
  /** null: none is chosen (a selection of mixed styles, say). */
  readonly value: T | null;
  readonly onChange: (value: T) => void;
  /** Columns of the grid that is shown; one row when left out. */
  readonly columns?: number;
  readonly className?: string;
  readonly renderItem: (value: T, item: RadioItemProps) => ReactNode;
}

/**
 * A radio group of own buttons: one tab stop, arrow keys move and choose, in two directions where
 * it is a grid.
 */
export function RadioSet<T extends string>({
  label,
  values,
  value,
  onChange,
  columns = values.length,
  className,
  renderItem,
}: RadioSetProps<T>) {
  const group = useRef<HTMLDivElement>(null);
  const tabStop = value !== null && values.includes(value) ? value : values[0];

  const handleKeyDown = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (!(event.target instanceof Element)) return;
    const focused = event.target.closest<HTMLElement>('[role="radio"]');
    const index = values.map(String).indexOf(focused?.dataset.value ?? '');
    if (index < 0) return;
    const next = nextRadioIndex(event.key, index, values.length, columns);
    const nextValue = next === null ? undefined : values[next];
    if (nextValue === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    onChange(nextValue);
    group.current?.querySelector<HTMLElement>(`[data-value="${nextValue}"]`)?.focus();
  };

  return (
    <div
      ref={group}
      role="radiogroup"
      aria-label={label}
      className={className}
      onKeyDown={handleKeyDown}
      onMouseDown={keepFocus}
    >
      {values.map((candidate) =>
        renderItem(candidate, {
          type: 'button',
          role: 'radio',
          'aria-checked': candidate === value,
          tabIndex: candidate === tabStop ? 0 : -1,
          'data-value': candidate,
          onClick: () => onChange(candidate),
        }),
      )}
    </div>
  );
}
