import { useTranslation } from 'react-i18next';
import { ROUTES, type Route } from '../../board/registers.ts';
import { ChoiceRow } from './choice-row.tsx';

export interface RouteRowProps {
  /** null: the selection has several. */
  readonly value: Route | null;
  readonly onChange: (route: Route) => void;
}

const PATHS: Readonly<Record<Route, string>> = {
  straight: 'M3 14 15 4',
  curved: 'M3 14c7 0 5-10 12-10',
  elbow: 'M3 14h4.5a1.5 1.5 0 0 0 1.5-1.5v-7A1.5 1.5 0 0 1 10.5 4H15',
};

/** How lines go from one end to the other. */
export function RouteRow({ value, onChange }: RouteRowProps) {
  const { t } = useTranslation();
  return (
    <ChoiceRow
      label={t('style.route')}
      value={value}
      onChange={onChange}
      choices={ROUTES.map((key) => ({
        key,
        label: t(`route.${key}`),
        picture: (
          <svg width="18" height="18" viewBox="0 0 18 18" aria-hidden="true">
            <path
              d={PATHS[key]}
              fill="none"
              stroke="currentColor"
              strokeWidth="1.75"
              strokeLinecap="round"
            />
          </svg>
        ),
      }))}
    />
  );
}
