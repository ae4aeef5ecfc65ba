import { type ReactNode, useCallback, useEffect, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AwayElement } from '../board/away/away-changes.ts';
import { type AwayStep, awaySteps } from '../canvas/away-steps.ts';
import { fitCamera, visibleBounds } from '../canvas/camera.ts';
import type { Editor } from '../canvas/editor.ts';
import { NO_SPOTLIGHT } from '../canvas/spotlight.ts';
import { useStore } from '../canvas/use-store.ts';
import { containsBounds } from '../geometry/box.ts';
import { AwayCard, countsText } from '../ui/away/away-card.tsx';
import type { Translate } from '../ui/i18n/index.ts';
import type { AwayNews } from './away-watch.ts';
import type { BoardSession } from './board-session.ts';

/** Brings a part of the board into view, no closer than it is seen now. */
function bringIntoView(editor: Editor, { bounds }: AwayStep): void {
  const camera = editor.camera.get();
  const viewport = editor.viewport.get();
  if (containsBounds(visibleBounds(camera, viewport), bounds)) return;
  editor.setCamera(fitCamera(bounds, viewport, camera.zoom));
}

function stepText(
  elements: readonly AwayElement[],
  saysWho: boolean,
  nameOf: (personId: string) => string,
  t: Translate,
): string {
  const count = (kind: AwayElement['kind']): number =>
    elements.filter((element) => element.kind === kind).length;
  const counts = { added: count('added'), changed: count('changed'), removed: count('removed') };
  if (!saysWho) return countsText(counts, t);
  const people = [...new Set(elements.map(({ by }) => by ?? ''))];
  const names = people.map((id) => nameOf(id) || t('person.unnamed')).join(', ');
  return t('away.step', { names, counts: countsText(counts, t) });
}

/** The card that tells what was missed; null while nothing was. */
export function useAway(session: BoardSession): ReactNode {
  const { away, editor, board } = session;
  const { t } = useTranslation();
  const news = useStore(away.news);
  /** Other news begin anew. */
  const [place, setPlace] = useState<{ news: AwayNews; at: number } | null>(null);
  const at = place?.news === news ? (place?.at ?? null) : null;
  const steps = useMemo(() => awaySteps(news?.elements ?? []), [news]);
  const nameOf = useCallback((personId: string) => board.nameOf(personId), [board]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: of other news nothing is pointed out yet
  useEffect(() => () => editor.spotlight.set(NO_SPOTLIGHT), [editor, news]);

  if (!news) return null;
  const step = at === null ? undefined : steps[at];
  return (
    <AwayCard
      summary={news}
      who={news.who}
      nameOf={nameOf}
      step={
        at === null || !step
          ? null
          : {
              at,
              count: steps.length,
              text: stepText(step.elements, news.people.length > 1, nameOf, t),
            }
      }
      onStep={(next) => {
        const shown = steps[next];
        if (!shown) return;
        setPlace({ news, at: next });
        editor.spotlight.set(shown.elements);
        bringIntoView(editor, shown);
      }}
      onClose={() => away.dismiss()}
    />
  );
}
