import { CircleAlert, FilePlus2, FolderOpen, X } from 'lucide-react';
import { Dialog as RadixDialog } from 'radix-ui';
import { useTranslation } from 'react-i18next';
import mark from '../../../resources/icons/drawbridge.svg';
import { Button } from '../controls/button.tsx';
import { useDialogFocus } from '../controls/dialog-focus.ts';
import { ICON_PROPS, SMALL_ICON_PROPS } from '../controls/icon.ts';
import { BoardGrid, type BoardGridProps } from './board-grid.tsx';
import { JoinForm, type JoinFormProps } from './join-form.tsx';

export interface HomePageProps extends Omit<BoardGridProps, 'boards'>, JoinFormProps {
  readonly isShown: boolean;
  /** null: they are being read. */
  readonly boards: BoardGridProps['boards'] | null;
  readonly onClose: () => void;
  readonly onNewBoard: () => void;
  readonly onOpenFile: () => void;
  /** Why the last file was not opened, or null. */
  readonly fileProblem: string | null;
}

/** All boards of this computer, and the ways to another one. Lies over the open board. */
export function HomePage(props: HomePageProps) {
  const { t } = useTranslation();
  const focus = useDialogFocus({ keepFirst: false });
  return (
    <RadixDialog.Root
      open={props.isShown}
      onOpenChange={(open) => {
        if (!open) props.onClose();
      }}
    >
      <RadixDialog.Portal>
        <RadixDialog.Content className="home" aria-describedby={undefined} {...focus}>
          <div className="home__column">
            <header className="home__header">
              <img src={mark} alt="" width={28} height={28} />
              <RadixDialog.Title className="home__title">{t('home.title')}</RadixDialog.Title>
              <RadixDialog.Close className="icon-button" aria-label={t('action.close')}>
                <X {...ICON_PROPS} />
              </RadixDialog.Close>
            </header>
            <div className="home__actions">
              <Button tone="primary" onClick={props.onNewBoard}>
                <FilePlus2 {...ICON_PROPS} size={16} />
                {t('menu.newBoard')}
              </Button>
              <Button onClick={props.onOpenFile}>
                <FolderOpen {...ICON_PROPS} size={16} />
                {t('menu.openFile')}
              </Button>
              <JoinForm onJoin={props.onJoin} />
            </div>
            {props.fileProblem !== null && (
              <p className="field__error" role="alert">
                <CircleAlert {...SMALL_ICON_PROPS} />
                {props.fileProblem}
              </p>
            )}
            {props.boards !== null && props.boards.length > 0 && (
              <BoardGrid
                boards={props.boards}
                open={props.open}
                nowMs={props.nowMs}
                onOpen={props.onOpen}
              />
            )}
            {props.boards?.length === 0 && <p className="home__empty">{t('home.empty')}</p>}
          </div>
        </RadixDialog.Content>
      </RadixDialog.Portal>
    </RadixDialog.Root>
  );
}
