import { Check, Copy } from 'lucide-react';
import { useEffect, useId, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../controls/button.tsx';
import { TextField } from '../controls/text-field.tsx';

const SHOWN_FOR_MS = 2_000;

export interface CopyFieldProps {
  readonly label: string;
  readonly value: string;
  readonly primary?: boolean;
  readonly onCopy: (text: string) => Promise<boolean>;
}

type CopyState = 'idle' | 'copied' | 'failed';

/** A line to read and copy. Where the clipboard refuses, the text is selected for Ctrl+C. */
export function CopyField({ label, value, primary = false, onCopy }: CopyFieldProps) {
  const { t } = useTranslation();
  const id = useId();
  const [state, setState] = useState<CopyState>('idle');
  const input = useRef<HTMLInputElement>(null);

  useEffect(() => {
    if (state !== 'copied') return;
    const timer = setTimeout(() => setState('idle'), SHOWN_FOR_MS);
    return () => clearTimeout(timer);
  }, [state]);

  const copy = async (): Promise<void> => {
    const copied = await onCopy(value);
    setState(copied ? 'copied' : 'failed');
    if (copied) return;
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
