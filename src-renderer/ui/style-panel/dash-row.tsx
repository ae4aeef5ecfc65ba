import { useTranslation } from 'react-i18next';
import { DASHES, type Dash } from '../../board/registers.ts';
import { ChoiceRow } from './choice-row.tsx';

export interface DashRowProps {
  /** null: the selection has several. */
  readonly value: Dash | null;
  readonly onChange: (dash: Dash) => void;
}

const PATHS: Readonly<Record<Dash, { readonly d: string; readonly dashes?: string }>> = {
  solid: { d: 'M3 9h12' },
  dashed: { d: 'M3 9h12', dashes: '3.2 3.4' },
  dotted: { d: 'M3 9h12', dashes: '0 4' },
  sketch: {
    d: 'M2.5 9.5C5 6.5 6.5 6.8 8 9s3.5 3 7.5-1.5M3 10.5c2-1.8 4-2.4 5.5-.3s3.4 2.2 6.5-.2',
  },
};

/** How lines are drawn. */
export function DashRow({ value, onChange }: DashRowProps) {
  const { t } = useTranslation();
  return (
    <ChoiceRow
      label={t('style.dash')}
      value={value}
      onChange={onChange}
      choices={DASHES.map((key) => ({
        key,
        label: t(`dash.${key}`),
        picture: (
          <svg width="18" height="18" viewBox="0 0 18 18" aria-hidden="true">
            <path
              d={PATHS[key].d}
              fill="none"
              stroke="currentColor"
              strokeWidth={key === 'sketch' ? 1.2 : 2}
              strokeLinecap="round"
              strokeDasharray={PATHS[key].dashes}
            />
          </svg>
        ),
      }))}
    />
  );
}
