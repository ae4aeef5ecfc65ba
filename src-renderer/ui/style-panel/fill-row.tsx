import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import type { Color } from '../../board/element.ts';
import { ChoiceRow } from './choice-row.tsx';
import { swatchColors } from './swatch-grid.tsx';

const FILLINGS = ['none', 'soft', 'solid', 'hatch'] as const;
export type Filling = (typeof FILLINGS)[number];

export interface FillRowProps {
  /** null: the selection has several. */
  readonly value: Filling | null;
  /** What the pictures are filled with. */
  readonly color: Color;
  readonly onChange: (filling: Filling) => void;
}

/** No fill, a soft one, a solid one or lines, each drawn as what it makes. */
export function FillRow({ value, color, onChange }: FillRowProps) {
  const { t } = useTranslation();
  return (
    <ChoiceRow
      label={t('style.filling')}
      value={value}
      onChange={onChange}
      choices={FILLINGS.map((filling) => ({
        key: filling,
        label: t(`filling.${filling}`),
        picture: <FillingPicture filling={filling} color={color} />,
      }))}
    />
  );
}

function FillingPicture({ filling, color }: { readonly filling: Filling; readonly color: Color }) {
  const clip = useId();
  const isFilled = filling === 'soft' || filling === 'solid';
  return (
    <svg width="18" height="18" viewBox="0 0 18 18" aria-hidden="true">
      {filling === 'hatch' && (
        <>
          <clipPath id={clip}>
            <rect x="2.5" y="2.5" width="13" height="13" rx="2.5" />
          </clipPath>
          <path
            clipPath={`url(#${clip})`}
            d="M1 7 7 1M1 12 12 1M1 17 17 1M6 17 17 6M11 17l6-6"
            strokeWidth="1.25"
            style={{ stroke: swatchColors(color, 'solid').fill }}
          />
        </>
      )}
      <rect
        x="2.5"
        y="2.5"
        width="13"
        height="13"
        rx="2.5"
        stroke="currentColor"
        strokeWidth="1.5"
        strokeDasharray={filling === 'none' ? '2.4 2.2' : undefined}
        style={{ fill: isFilled ? swatchColors(color, filling).fill : 'none' }}
      />
    </svg>
  );
}
