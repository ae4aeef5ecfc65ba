import { type KeyboardEvent, useEffect, useRef, useState } from 'react';

export interface NumberFieldProps {
  /** One or two letters, before the number. */
  readonly sign: string;
  /** What it is, in words. */
  readonly label: string;
  readonly value: number;
  readonly least?: number;
  readonly disabled?: boolean;
  /** @param run changes of the same run, by arrow keys, are one step of undo */
  readonly onCommit: (value: number, run?: object) => void;
}

const STEP = 1;
const LARGE_STEP = 10;

/** The number in a text as people write it; null when it is none. */
export function parseNumber(text: string): number | null {
  const trimmed = text.trim().replace(',', '.').replace('−', '-').replace(/°$/, '');
  if (!/^[+-]?(?:\d+\.?\d*|\.\d+)$/.test(trimmed)) return null;
  return Number(trimmed);
}

/** A number to be typed, or stepped by arrow keys (with Shift by ten). */
export function NumberField(props: NumberFieldProps) {
  const {
    sign,
    label,
    value,
    least = Number.NEGATIVE_INFINITY,
    disabled = false,
    onCommit,
  } = props;
  /** What is being typed; null while the field only shows the value. */
  const [draft, setDraft] = useState<string | null>(null);
  const run = useRef({});

  const commit = (text: string): void => {
    const number = parseNumber(text);
    if (number !== null && number >= least && number !== value) onCommit(number);
    setDraft(null);
  };
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>): void => {
    if (event.key === 'Enter') {
      commit(event.currentTarget.value);
    } else if (event.key === 'Escape' && draft !== null) {
      // Only what was typed is given up, not the panel.
      event.stopPropagation();
      setDraft(null);
    } else if (event.key === 'ArrowUp' || event.key === 'ArrowDown') {
      event.preventDefault();
      if (!event.repeat) run.current = {};
      const step = (event.shiftKey ? LARGE_STEP : STEP) * (event.key === 'ArrowUp' ? 1 : -1);
      const from = parseNumber(draft ?? '') ?? value;
      setDraft(null);
      onCommit(Math.max(least, from + step), run.current);
    }
  };
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (draft === null && document.activeElement === input.current) input.current?.select();
  }, [draft]);

  return (
    <label className="number-field">
      <span className="number-field__sign" aria-hidden="true">
        {sign}
      </span>
      <input
        ref={input}
        type="text"
        inputMode="decimal"
        className="number-field__input"
        aria-label={label}
        spellCheck={false}
        autoComplete="off"
        disabled={disabled}
        value={draft ?? String(value)}
        onFocus={(event) => event.target.select()}
        onChange={(event) => setDraft(event.target.value)}
        onBlur={(event) => {
          if (draft !== null) commit(event.target.value);
        }}
        onKeyDown={onKeyDown}
      />
    </label>
  );
}
