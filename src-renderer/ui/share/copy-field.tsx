import { Check, Copy } from 'lucide-react';
import { useId, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../controls/button.tsx';
import { TextField } from '../controls/text-field.tsx';
import { useCopyState } from '../controls/use-copy-state.ts';

export interface CopyFieldProps {
  readonly label: string;
  readonly value: string;
  readonly primary?: boolean;
  readonly onCopy: (text: string) => Promise<boolean>;
}

/** A line to read and copy. Where the clipboard refuses, the text is selected for Ctrl+C. */
export function CopyField({ label, value, primary = false, onCopy }: CopyFieldProps) {
  const { t } = useTranslation();
  const id = useId();
  const { state, copy: copyText } = useCopyState(onCopy);
  const input = useRef<HTMLInputElement>(null);

  const copy = async (): Promise<void> => {
    if (await copyText(value)) return;
    input.current?.focus();
    input.current?.select();
  };

  const copied = state === 'copied';
  const Shape = copied ? Check : Copy;
  return (
    <TextField
      id={id}
      ref={input}
      label={label}
      value={value}
      readOnly
      error={state === 'failed' ? t('action.copyFailed') : null}
      onFocus={(event) => event.target.select()}
    >
      <Button
        tone={primary ? 'primary' : 'normal'}
        className="copy-button"
        aria-label={copied ? t('action.copied') : t('share.copyNamed', { link: label })}
        onClick={copy}
      >
        <Shape size={16} strokeWidth={1.75} aria-hidden />
        <span aria-live="polite">{copied ? t('action.copied') : t('action.copy')}</span>
      </Button>
    </TextField>
  );
}
