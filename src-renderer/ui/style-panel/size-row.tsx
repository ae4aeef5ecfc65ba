import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ChoiceRow } from './choice-row.tsx';
import { FONT_SIZES, type SizeKey, STROKE_WIDTHS } from './style-values.ts';

interface SizeChoice {
  readonly key: SizeKey;
  /** Board units. */
  readonly size: number;
}

interface SizeRowProps<C extends SizeChoice> {
  readonly label: string;
  readonly choices: readonly C[];
  /** Board units; null or a size of none of them: none is chosen. */
  readonly value: number | null;
  readonly onChange: (size: number) => void;
  readonly picture: (choice: C) => ReactNode;
}

/** Four sizes, each drawn as what it makes. */
function SizeRow<C extends SizeChoice>(props: SizeRowProps<C>) {
  const { label, choices, value, onChange, picture } = props;
  const { t } = useTranslation();
  return (
    <ChoiceRow
      label={label}
      choices={choices.map((choice) => ({
        key: choice.key,
        label: t(`width.${choice.key}`),
        picture: picture(choice),
      }))}
      value={choices.find(({ size }) => size === value)?.key ?? null}
      onChange={(key) => {
        const choice = choices.find((candidate) => candidate.key === key);
        if (choice) onChange(choice.size);
      }}
    />
  );
}

type RowProps = Pick<SizeRowProps<SizeChoice>, 'value' | 'onChange'>;

export function WidthRow(props: RowProps) {
  const { t } = useTranslation();
  return (
    <SizeRow
      {...props}
      label={t('style.width')}
      choices={STROKE_WIDTHS}
      picture={({ previewPx }) => (
        <svg width="18" height="18" viewBox="0 0 18 18" aria-hidden="true">
          <path
            d="M3.5 13C7 3 11 15 14.5 5"
            fill="none"
            stroke="currentColor"
            strokeWidth={previewPx}
            strokeLinecap="round"
          />
        </svg>
      )}
    />
  );
}

export function FontSizeRow(props: RowProps) {
  const { t } = useTranslation();
  return (
    <SizeRow
      {...props}
      label={t('style.fontSize')}
      choices={FONT_SIZES}
      picture={({ previewPx }) => (
        <span className="font-size" style={{ fontSize: previewPx }} aria-hidden="true">
          {t('style.letter')}
        </span>
      )}
    />
  );
}
