import { Eye, Pause } from 'lucide-react';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import type { PersonStatus } from '../../sync/status.ts';
import { Button } from '../controls/button.tsx';
import { personColorCss } from '../person-colors.ts';

export interface LiveBarsProps {
  /** Who is followed; null: nobody. */
  readonly followed: PersonStatus | null;
  readonly onStopFollowing: () => void;
  readonly isPaused: boolean;
  readonly withheldCount: number;
  readonly onResume: () => void;
}

const ICON_PROPS = { size: 16, strokeWidth: 1.75, 'aria-hidden': true } as const;

/** Says that the view is somebody else's, or that others' changes are not shown; each with its end. */
export function LiveBars(props: LiveBarsProps) {
  const { followed, onStopFollowing, isPaused, withheldCount, onResume } = props;
  const { t } = useTranslation();
  const isFollowing = followed !== null;
  useEffect(() => {
    if (!isFollowing) return undefined;
    const onKeyDown = (event: KeyboardEvent): void => {
      if (event.key === 'Escape') onStopFollowing();
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, [isFollowing, onStopFollowing]);
  return (
    <div className="live-bars">
      {followed && (
        <div className="banner banner--info" role="status">
          <Eye {...ICON_PROPS} />
          <p>{t('follow.following', { name: followed.name || t('person.unnamed') })}</p>
          <Button onClick={onStopFollowing}>{t('follow.stop')}</Button>
        </div>
      )}
      {isPaused && (
        <div className="banner banner--warning">
          <Pause {...ICON_PROPS} />
          <p>{t('pause.paused', { count: withheldCount })}</p>
          <Button onClick={onResume}>{t('pause.show')}</Button>
        </div>
      )}
    </div>
  );
}

/** Frames the window in the colour of whoever is followed. */
export function FollowFrame({ followed }: { readonly followed: PersonStatus }) {
  return (
    <div
      className="follow-frame"
      aria-hidden="true"
      style={{ borderColor: personColorCss(followed.color).fill }}
    />
  );
}
