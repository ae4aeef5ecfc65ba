import { useTranslation } from 'react-i18next';
import { SliderRow } from '../controls/slider-row.tsx';
import { Tooltip } from '../controls/tooltip.tsx';

/** In percent. Less could not be found again. */
const LEAST = 10;
const STEP = 5;

export interface OpacityRowProps {
  /** 0 to 1; null: the selection has several. */
  readonly value: number | null;
  readonly onChange: (opacity: number, run: object) => void;
}

/** How opaque things are. */
export function OpacityRow({ value, onChange }: OpacityRowProps) {
  const { t } = useTranslation();
  const percent = Math.round((value ?? 1) * 100);
  return (
    <Tooltip label={t('style.opacity')} side="left">
      <div>
        <SliderRow
          label={t('style.opacity')}
          value={percent}
          min={LEAST}
          max={100}
          step={STEP}
          valueText={value === null ? t('style.mixed') : t('zoom.percent', { percent })}
          onChange={(next, run) => onChange(next / 100, run)}
        />
      </div>
    </Tooltip>
  );
}
