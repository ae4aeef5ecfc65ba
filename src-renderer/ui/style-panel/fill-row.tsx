import { useTranslation } from 'react-i18next';
import type { Color } from '../../board/element.ts';
import { RadioSet } from '../controls/radio-set.tsx';
import { Tooltip } from '../controls/tooltip.tsx';
import { swatchColors } from './swatch-grid.tsx';

const FILLINGS = ['none', 'soft', 'solid'] as const;
export type Filling = (typeof FILLINGS)[number];

export interface FillRowProps {
  /** null: the selection has several. */
  readonly value: Filling | null;
  /** What the pictures are filled with. */
  readonly color: Color;
  readonly onChange: (filling: Filling) => void;
}

/** No fill, a soft one, or a solid one, each drawn as what it makes. */
export function FillRow({ value, color, onChange }: FillRowProps) {
  const { t } = useTranslation();
  return (
    <RadioSet<Filling>
      className="fill-row"
      label={t('style.filling')}
      values={FILLINGS}
      value={value}
      onChange={onChange}
      renderItem={(filling, radio) => (
        <Tooltip key={filling} label={t(`filling.${filling}`)}>
          <button {...radio} className="icon-button" aria-label={t(`filling.${filling}`)}>
            <FillingPicture filling={filling} color={color} />
          </button>
        </Tooltip>
      )}
    />
  );
}

function FillingPicture({ filling, color }: { readonly filling: Filling; readonly color: Color }) {
  const fill = filling === 'none' ? 'none' : swatchColors(color, filling).fill;
  return (
    <svg width="18" height="18" viewBox="0 0 18 18" aria-hidden="true">
      <rect
        x="2.5"
        y="2.5"
        width="13"
        height="13"
        rx="2.5"
        stroke="currentColor"
        strokeWidth="1.5"
        strokeDasharray={filling === 'none' ? '2.4 2.2' : undefined}
        style={{ fill }}
      />
    </svg>
  );
}
