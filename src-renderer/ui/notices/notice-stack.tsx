import { CircleAlert, Info, TriangleAlert, X } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Button } from '../controls/button.tsx';
import { IconButton } from '../controls/icon-button.tsx';
import { VisuallyHidden } from '../controls/visually-hidden.tsx';

export type NoticeTone = 'info' | 'warning' | 'error';

export interface NoticeAction {
  readonly label: string;
  readonly onPress: () => void;
}

export interface Notice {
  readonly id: string;
  readonly tone: NoticeTone;
  /** One or two translated sentences: what happened, what was kept, what to do. */
  readonly text: string;
  readonly actions?: readonly NoticeAction[];
}

export interface NoticeStackProps {
  /** Oldest first; the newest three are shown. */
  readonly notices: readonly Notice[];
  readonly onDismiss: (id: string) => void;
}

const MAX_SHOWN = 3;
const ICONS = { info: Info, warning: TriangleAlert, error: CircleAlert } as const;

/** Messages beside the drawing. They never take the focus and never go by themselves. */
export function NoticeStack({ notices, onDismiss }: NoticeStackProps) {
  const { t } = useTranslation();
  return (
    <section className="notices" aria-label={t('region.notices')}>
      {/* In the page before the first notice, or that one would not be spoken. */}
      <ul className="notices__list" aria-live="polite">
        {notices.slice(-MAX_SHOWN).map((notice) => {
          const Shape = ICONS[notice.tone];
          return (
            <li key={notice.id} className={`notice notice--${notice.tone}`}>
              <Shape size={16} strokeWidth={1.75} aria-hidden className="notice__icon" />
              <div className="notice__body" role={notice.tone === 'error' ? 'alert' : undefined}>
                <VisuallyHidden>{t(`notice.${notice.tone}`)}: </VisuallyHidden>
                {notice.text}
              </div>
              <IconButton
                icon={X}
                label={t('action.dismiss')}
                onClick={() => onDismiss(notice.id)}
              />
              {notice.actions !== undefined && notice.actions.length > 0 && (
                <div className="notice__actions">
                  {notice.actions.map((action) => (
                    <Button key={action.label} onClick={action.onPress}>
                      {action.label}
                    </Button>
                  ))}
                </div>
              )}
            </li>
          );
        })}
      </ul>
    </section>
  );
}
