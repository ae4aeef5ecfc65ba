import { type KeyboardEvent, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';

const NAME_MAX_LENGTH = 80;

export interface BoardNameProps {
  /** Empty: the board has no name yet. */
  readonly name: string;
  readonly editing: boolean;
  readonly onEditingChange: (editing: boolean) => void;
  /** A trimmed name, only when it differs. */
  readonly onRename: (name: string) => void;
  readonly readOnly?: boolean;
}

/** The board's name; a click makes it a field, Enter keeps the new one, Escape the old one. */
export function BoardName({
  name,
  editing,
  onEditingChange,
  onRename,
  readOnly = false,
}: BoardNameProps) {
  const { t } = useTranslation();
  const shown = name === '' ? t('board.untitled') : name;

  if (readOnly) return <span className="board-name board-name--fixed">{shown}</span>;
  if (!editing) {
    return (
      <button
        type="button"
        className="board-name"
        aria-label={t('board.rename', { name: shown })}
        title={shown}
        onClick={() => onEditingChange(true)}
      >
        {shown}
      </button>
    );
  }
  return (
    <NameField
      initial={name}
      onDone={(next) => {
        onEditingChange(false);
        if (next !== null && next !== name) onRename(next);
      }}
    />
  );
}

interface NameFieldProps {
  readonly initial: string;
  /** The trimmed name, or null when it was given up. Called once. */
  readonly onDone: (name: string | null) => void;
}

function NameField({ initial, onDone }: NameFieldProps) {
  const { t } = useTranslation();
  const [draft, setDraft] = useState(initial);
  const done = useRef(false);

  const finish = (name: string | null): void => {
    // Leaving the field by a key also blurs it.
    if (done.current) return;
    done.current = true;
    onDone(name);
  };

  const handleKeyDown = (event: KeyboardEvent): void => {
    event.stopPropagation();
    // Enter and Escape while an input method composes belong to it.
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'Enter') finish(draft.trim());
    if (event.key === 'Escape') finish(null);
  };

  return (
    <input
      type="text"
      className="board-name board-name--field"
      aria-label={t('board.name')}
      placeholder={t('board.untitled')}
      // The person asked for this field with the same press.
      ref={focusAndSelect}
      maxLength={NAME_MAX_LENGTH}
      spellCheck={false}
      value={draft}
      onChange={(event) => setDraft(event.target.value)}
      onKeyDown={handleKeyDown}
      onBlur={() => finish(draft.trim())}
    />
  );
}

function focusAndSelect(input: HTMLInputElement | null): void {
  input?.focus();
  input?.select();
}
