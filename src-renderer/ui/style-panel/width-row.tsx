import { useTranslation } from 'react-i18next';
import { RadioSet } from '../controls/radio-set.tsx';
import { Tooltip } from '../controls/tooltip.tsx';
import { STROKE_WIDTHS } from './style-values.ts';

const KEYS = STROKE_WIDTHS.map((width) => width.key);

export interface WidthRowProps {
  /** Board units; null or a width of none of the four: none is chosen. */
  readonly value: number | null;
  readonly onChange: (size: number) => void;
}

/** Four widths, each drawn as the line that it makes. */
export function WidthRow({ value, onChange }: WidthRowProps) {
  const { t } = useTranslation();
  return (
    <RadioSet
      className="width-row"
      label={t('style.width')}
      values={KEYS}
      value={STROKE_WIDTHS.find((width) => width.size === value)?.key ?? null}
      onChange={(key) => {
        const width = STROKE_WIDTHS.find((candidate) => candidate.key === key);
        if (width !== undefined) onChange(width.size);
      }}
      renderItem={(key, radio) => {
        const previewPx = STROKE_WIDTHS.find((candidate) => candidate.key === key)?.previewPx;
        return (
          <Tooltip key={key} label={t(`width.${key}`)}>
            <button {...radio} className="icon-button" aria-label={t(`width.${key}`)}>
              <svg width="18" height="18" viewBox="0 0 18 18" aria-hidden="true">
                <path
                  d="M3.5 13C7 3 11 15 14.5 5"
                  fill="none"
                  stroke="currentColor"
                  strokeWidth={previewPx}
                  strokeLinecap="round"
                />
              </svg>
            </button>
          </Tooltip>
        );
      }}
    />
  );
}
