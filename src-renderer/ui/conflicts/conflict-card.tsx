import { ChevronLeft, ChevronRight, Crosshair, GitMerge, Minus } from 'lucide-react';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { BoardDocument } from '../../board/board-document.ts';
import {
  type Answer,
  answersTo,
  type Conflict,
  type PropertyConflict,
} from '../../board/conflicts/conflict.ts';
import type { Scene } from '../../canvas/scene.ts';
import { areaOfVariants } from '../../canvas/variant-preview.ts';
import type { ThemeName } from '../../shapes/palette.ts';
import { Button } from '../controls/button.tsx';
import { IconButton } from '../controls/icon-button.tsx';
import { conflictText, elementText, nameOfOther, valueText } from './conflict-text.ts';
import { VariantPicture } from './variant-picture.tsx';

export interface ConflictCardProps {
  readonly board: BoardDocument;
  readonly scene: Scene;
  readonly theme: ThemeName;
  /** The oldest first; not empty. */
  readonly conflicts: readonly Conflict[];
  readonly onAnswer: (conflict: Conflict, answer: Answer) => void;
  /** The same answer to all of them. */
  readonly onAnswerAll: (answer: 'mine' | 'theirs') => void;
  /** Shows the element on the canvas. */
  readonly onShow: (conflict: Conflict) => void;
  /** Puts the card away; nothing is settled by that. */
  readonly onLater: () => void;
}

/** What two people have changed at once, one after the other. It takes no focus and stops no drawing. */
export function ConflictCard(props: ConflictCardProps) {
  const { board, conflicts, onAnswer, onAnswerAll, onShow, onLater } = props;
  const { t } = useTranslation();
  const [at, setAt] = useState(0);
  const index = Math.min(at, conflicts.length - 1);
  const conflict = conflicts[index];
  if (!conflict) return null;
  const count = conflicts.length;
  const what = elementText(board, conflict.id, t);
  return (
    <section className="conflict" aria-label={t('conflict.title', { count })} data-region>
      <div className="conflict__head">
        <GitMerge size={16} strokeWidth={1.75} aria-hidden className="conflict__icon" />
        <h2 className="conflict__title">
          {conflict.kind === 'property'
            ? t('conflict.fieldOf', { field: t(`conflict.field.${conflict.property}`), what })
            : what}
        </h2>
        {conflict.kind !== 'lost' && (
          <IconButton
            icon={Crosshair}
            label={t('conflict.show')}
            onClick={() => onShow(conflict)}
          />
        )}
        <IconButton icon={Minus} label={t('conflict.later')} onClick={onLater} />
      </div>
      <p className="conflict__text" aria-live="polite">
        {conflictText(conflict, t)}
      </p>
      {conflict.kind === 'property' ? (
        <Values {...props} conflict={conflict} />
      ) : (
        <div className="conflict__answers">
          <Answers conflict={conflict} onAnswer={onAnswer} />
        </div>
      )}
      {count > 1 && (
        <div className="conflict__foot">
          <IconButton
            icon={ChevronLeft}
            label={t('conflict.previous')}
            disabled={index === 0}
            onClick={() => setAt(index - 1)}
          />
          <span className="conflict__count">{t('conflict.place', { at: index + 1, count })}</span>
          <IconButton
            icon={ChevronRight}
            label={t('conflict.next')}
            disabled={index === count - 1}
            onClick={() => setAt(index + 1)}
          />
          <Button tone="quiet" onClick={() => onAnswerAll('mine')}>
            {t('conflict.allMine')}
          </Button>
          <Button tone="quiet" onClick={() => onAnswerAll('theirs')}>
            {t('conflict.allTheirs')}
          </Button>
        </div>
      )}
    </section>
  );
}

/** Both values side by side, each with its answer. */
function Values(props: ConflictCardProps & { readonly conflict: PropertyConflict }) {
  const { board, scene, theme, conflict, onAnswer } = props;
  const { t } = useTranslation();
  const { id, property, mine, theirs } = conflict;
  // A value that is bytes or a list is another object only when the conflict is another.
  const variants = useMemo(
    () => ({
      mine: board.choices.variant(id, property, mine),
      theirs: board.choices.variant(id, property, theirs),
    }),
    [board, id, property, mine, theirs],
  );
  const area = useMemo(
    () =>
      areaOfVariants(
        board,
        [variants.mine, variants.theirs].flatMap((variant) => variant ?? []),
      ),
    [board, variants],
  );
  const sides = [
    { side: 'mine', whose: t('conflict.yours'), keep: t('conflict.keepMine') },
    { side: 'theirs', whose: nameOfOther(conflict, t), keep: t('conflict.keepTheirs') },
  ] as const;
  return (
    <>
      <div className="conflict__values">
        {sides.map(({ side, whose, keep }) => {
          const variant = variants[side];
          return (
            <div key={side} className="conflict__value">
              {variant && area && (
                <VariantPicture
                  board={board}
                  scene={scene}
                  variant={variant}
                  area={area}
                  theme={theme}
                />
              )}
              <span className="conflict__whose">{whose}</span>
              <span className="conflict__what">
                {variant ? valueText(property, variant.element, board, t) : ''}
              </span>
              <Button onClick={() => onAnswer(conflict, side)}>{keep}</Button>
            </div>
          );
        })}
      </div>
      {answersTo(conflict).includes('both') && (
        <Button tone="quiet" className="conflict__both" onClick={() => onAnswer(conflict, 'both')}>
          {t('conflict.keepBoth')}
        </Button>
      )}
    </>
  );
}

/** Whether the element is to be there. */
function Answers(props: {
  readonly conflict: Exclude<Conflict, PropertyConflict>;
  readonly onAnswer: ConflictCardProps['onAnswer'];
}) {
  const { conflict, onAnswer } = props;
  const { t } = useTranslation();
  if (conflict.kind === 'lost') {
    return (
      <>
        <Button onClick={() => onAnswer(conflict, 'mine')}>{t('conflict.restore')}</Button>
        <Button tone="quiet" onClick={() => onAnswer(conflict, 'theirs')}>
          {t('conflict.leaveIt')}
        </Button>
      </>
    );
  }
  const [keep, remove]: [Answer, Answer] =
    conflict.deletedBy === 'me' ? ['theirs', 'mine'] : ['mine', 'theirs'];
  return (
    <>
      <Button onClick={() => onAnswer(conflict, keep)}>{t('conflict.keepIt')}</Button>
      <Button onClick={() => onAnswer(conflict, remove)}>{t('conflict.deleteIt')}</Button>
    </>
  );
}
