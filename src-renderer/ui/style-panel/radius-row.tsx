import { useTranslation } from 'react-i18next';
import { ChoiceRow } from './choice-row.tsx';
import { CORNER_RADII } from './style-values.ts';

export interface RadiusRowProps {
  /** Board units; null or a radius of none of them: none is chosen. */
  readonly value: number | null;
  readonly onChange: (radius: number) => void;
}

/** How round corners are. */
export function RadiusRow({ value, onChange }: RadiusRowProps) {
  const { t } = useTranslation();
  return (
    <ChoiceRow
      label={t('style.radius')}
      value={CORNER_RADII.find(({ radius }) => radius === value)?.key ?? null}
      onChange={(key) => {
        const choice = CORNER_RADII.find((candidate) => candidate.key === key);
        if (choice) onChange(choice.radius);
      }}
      choices={CORNER_RADII.map(({ key, previewPx }) => ({
        key,
        label: t(`corner.${key}`),
        picture: (
          <svg width="18" height="18" viewBox="0 0 18 18" aria-hidden="true">
            <path
              d={`M3.5 15V${4 + previewPx}Q3.5 4 ${3.5 + previewPx} 4H15`}
              fill="none"
              stroke="currentColor"
              strokeWidth="1.75"
              strokeLinecap="round"
              strokeLinejoin="round"
            />
          </svg>
        ),
      }))}
    />
  );
}
