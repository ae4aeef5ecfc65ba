import { useTranslation } from 'react-i18next';
import { Button } from '../controls/button.tsx';
import { Page } from './page.tsx';

export type BoardErrorCode = 'link' | 'cellAddress' | 'storage' | 'blocked' | 'crashed';

export interface BoardErrorPageProps {
  readonly code: BoardErrorCode;
  /** Technical cause, shown folded. */
  readonly detail?: string | undefined;
  readonly onNewBoard?: (() => void) | undefined;
  readonly onShowBoards?: (() => void) | undefined;
  readonly onReload?: (() => void) | undefined;
  /** Draw on a board that is kept in memory only. */
  readonly onContinueUnsaved?: (() => void) | undefined;
}

/** Why there is no board to show, and what to do; never a blank window. */
export function BoardErrorPage(props: BoardErrorPageProps) {
  const { t } = useTranslation();
  const { code } = props;
  return (
    <Page title={t(`boardError.${code}.title`)} lead={t(`boardError.${code}.lead`)}>
      <div className="page__actions">
        {props.onReload && (
          <Button tone="primary" onClick={props.onReload}>
            {t('action.reload')}
          </Button>
        )}
        {props.onContinueUnsaved && (
          <Button onClick={props.onContinueUnsaved}>{t('boardError.continueUnsaved')}</Button>
        )}
        {props.onNewBoard && (
          <Button tone={props.onReload ? 'normal' : 'primary'} onClick={props.onNewBoard}>
            {t('boardError.newBoard')}
          </Button>
        )}
        {props.onShowBoards && (
          <Button onClick={props.onShowBoards}>{t('boardError.allBoards')}</Button>
        )}
      </div>
      {props.detail !== undefined && (
        <details className="page__details">
          <summary>{t('boardError.details')}</summary>
          <code>{props.detail}</code>
        </details>
      )}
    </Page>
  );
}
