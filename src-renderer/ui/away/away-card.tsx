import { ChevronLeft, ChevronRight, Clock, X } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { AwaySummary } from '../../board/away/away-changes.ts';
import { Button } from '../controls/button.tsx';
import { IconButton } from '../controls/icon-button.tsx';
import type { Translate } from '../i18n/index.ts';

/** More names than this are a number. */
const NAMES_MAX = 3;

export interface AwayCardProps {
  readonly summary: AwaySummary;
  /** Who was not there: this person, or the others. */
  readonly who: 'away' | 'apart';
  readonly nameOf: (personId: string) => string;
  /** Where one is while stepping through; null before that. */
  readonly step: { readonly at: number; readonly count: number; readonly text: string } | null;
  readonly onStep: (at: number) => void;
  readonly onClose: () => void;
}

function peopleText({ summary, nameOf }: AwayCardProps, t: Translate): string {
  const names = summary.people.map((id) => nameOf(id) || t('person.unnamed'));
  if (names.length <= NAMES_MAX) return names.join(', ');
  const shown = names.slice(0, NAMES_MAX - 1).join(', ');
  return t('away.andMore', { names: shown, count: names.length - NAMES_MAX + 1 });
}

/** "14 added, 3 changed, 1 removed", without what did not happen. */
export function countsText(
  counts: Pick<AwaySummary, 'added' | 'changed' | 'removed'> & { readonly conflicts?: number },
  t: Translate,
): string {
  const parts = [
    counts.added > 0 && t('away.added', { count: counts.added }),
    counts.changed > 0 && t('away.changed', { count: counts.changed }),
    counts.removed > 0 && t('away.removed', { count: counts.removed }),
    (counts.conflicts ?? 0) > 0 && t('away.conflicts', { count: counts.conflicts ?? 0 }),
  ];
  return parts.filter((part) => part !== false).join(', ');
}

/** What others did meanwhile, and the way through it on the board. It takes no focus. */
export function AwayCard(props: AwayCardProps) {
  const { summary, who, step, onStep, onClose } = props;
  const { t } = useTranslation();
  const title = who === 'away' ? t('away.title') : t('away.titleApart');
  const people = peopleText(props, t);
  return (
    <section className="away" aria-label={title} data-region>
      <div className="away__head">
        <Clock size={16} strokeWidth={1.75} aria-hidden className="away__icon" />
        <h2 className="away__title">{title}</h2>
        <IconButton icon={X} label={t('action.dismiss')} onClick={onClose} />
      </div>
      <div aria-live="polite">
        <p>{countsText(summary, t)}</p>
        {people !== '' && <p className="away__people">{t('away.by', { names: people })}</p>}
      </div>
      {step === null ? (
        <Button onClick={() => onStep(0)}>{t('away.stepThrough')}</Button>
      ) : (
        <div className="away__steps">
          <IconButton
            icon={ChevronLeft}
            label={t('away.previous')}
            disabled={step.at === 0}
            onClick={() => onStep(step.at - 1)}
          />
          <p className="away__step" aria-live="polite">
            <span>{t('conflict.place', { at: step.at + 1, count: step.count })}</span>
            <span className="away__people">{step.text}</span>
          </p>
          <IconButton
            icon={ChevronRight}
            label={t('away.next')}
            disabled={step.at === step.count - 1}
            onClick={() => onStep(step.at + 1)}
          />
        </div>
      )}
    </section>
  );
}
