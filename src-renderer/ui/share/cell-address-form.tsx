import { type FormEvent, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CellProblemCode } from '../../sync/status.ts';
import { Button } from '../controls/button.tsx';
import { TextField } from '../controls/text-field.tsx';
import { cellCodeText } from '../status/status-text.ts';

export type CellAddressError = CellProblemCode | 'not-an-address';

export interface CellAddressFormProps {
  /** The address in use; empty: none yet. */
  readonly address: string;
  readonly state: 'idle' | 'checking';
  readonly error: CellAddressError | null;
  /** The trimmed address as it was typed; the caller checks it and tells by `state` and `error`. */
  readonly onSubmit: (address: string) => void;
}

/** The address of a cell that a team runs itself. */
export function CellAddressForm({ address, state, error, onSubmit }: CellAddressFormProps) {
  const { t } = useTranslation();
  const id = useId();
  const [draft, setDraft] = useState(address);
  const checking = state === 'checking';
  const changed = draft.trim() !== address;

  const handleSubmit = (event: FormEvent): void => {
    event.preventDefault();
    if (!checking) onSubmit(draft.trim());
  };

  return (
    <form onSubmit={handleSubmit} noValidate>
      <TextField
        id={id}
        label={t('share.cellAddress')}
        value={draft}
        inputMode="url"
        autoCapitalize="none"
        autoComplete="off"
        placeholder={t('share.cellPlaceholder')}
        error={error === null ? null : cellCodeText(error, t)}
        onValueChange={setDraft}
      >
        <Button type="submit" disabled={checking || (!changed && error === null)}>
          {checking ? t('share.cellChecking') : t('share.cellUse')}
        </Button>
      </TextField>
    </form>
  );
}
