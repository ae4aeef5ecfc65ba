import { Check, Copy } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../controls/button.tsx';
import { useCopyState } from '../controls/use-copy-state.ts';

export interface CopyReportProps {
  readonly disabled: boolean;
  readonly report: () => string;
  readonly onCopy: (text: string) => Promise<boolean>;
}

/** The button that copies the report. Where the clipboard refuses, the text shows, to be copied by key. */
export function CopyReport({ disabled, report, onCopy }: CopyReportProps) {
  const { t } = useTranslation();
  const { state, copy } = useCopyState(onCopy);
  const [shown, setShown] = useState<string | null>(null);
  const field = useRef<HTMLTextAreaElement>(null);

  useEffect(() => {
    if (shown !== null) field.current?.select();
  }, [shown]);

  const handleClick = async (): Promise<void> => {
    const text = report();
    setShown((await copy(text)) ? null : text);
  };

  const copied = state === 'copied';
  const Shape = copied ? Check : Copy;
  return (
    <>
      <Button tone="primary" className="doctor-copy" disabled={disabled} onClick={handleClick}>
        <Shape size={16} strokeWidth={1.75} aria-hidden />
        <span aria-live="polite">{copied ? t('action.copied') : t('doctor.copy')}</span>
      </Button>
      {shown !== null && (
        <label className="doctor-report">
          <span className="field__label">{t('action.copyFailed')}</span>
          <textarea ref={field} className="doctor-report__text" readOnly rows={6} value={shown} />
        </label>
      )}
    </>
  );
}
