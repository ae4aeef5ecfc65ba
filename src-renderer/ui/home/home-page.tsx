import { CircleAlert, FilePlus2, FolderOpen, X } from 'lucide-react';
import { Dialog as RadixDialog } from 'radix-ui';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import mark from '../../../resources/icons/drawbridge.svg';
import { Button } from '../controls/button.tsx';
import { useDialogFocus } from '../controls/dialog-focus.ts';
import { ICON_PROPS, SMALL_ICON_PROPS } from '../controls/icon.ts';
import { PopupHost } from '../controls/popup-host.ts';
import { TextField } from '../controls/text-field.tsx';
import { TooltipProvider } from '../controls/tooltip.tsx';
import { BoardGrid, type BoardGridProps } from './board-grid.tsx';
import { boardsCalled } from './find-boards.ts';
import { JoinForm, type JoinFormProps } from './join-form.tsx';

export interface HomePageProps extends Omit<BoardGridProps, 'boards'>, JoinFormProps {
  readonly isShown: boolean;
  /** null: they are being read. */
  readonly boards: BoardGridProps['boards'] | null;
  readonly onClose: () => void;
  readonly onNewBoard: () => void;
  readonly onOpenFile: () => void;
  /** Why what was asked for last did not work, or null. */
  readonly problem: string | null;
}

/** With fewer boards than this, all are seen at a glance. */
const FIND_FROM_BOARDS = 5;

/** All boards of this computer, and the ways to another one. Lies over the open board. */
export function HomePage(props: HomePageProps) {
  const { t } = useTranslation();
  const focus = useDialogFocus({ keepFirst: false });
  const [host, setHost] = useState<HTMLElement | null>(null);
  const findId = useId();
  const [wanted, setWanted] = useState('');
  const all = props.boards ?? [];
  const canFind = all.length >= FIND_FROM_BOARDS;
  const found = canFind ? boardsCalled(all, wanted, t('board.untitled')) : all;
  return (
    <RadixDialog.Root
      open={props.isShown}
      onOpenChange={(open) => {
        if (!open) props.onClose();
      }}
    >
      <RadixDialog.Portal>
        <RadixDialog.Content className="home" ref={setHost} aria-describedby={undefined} {...focus}>
          <TooltipProvider>
            <PopupHost value={host}>
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
                {props.problem !== null && (
                  <p className="field__error" role="alert">
                    <CircleAlert {...SMALL_ICON_PROPS} />
                    {props.problem}
                  </p>
                )}
                {canFind && (
                  <div className="home__find">
                    <TextField
                      id={findId}
                      type="search"
                      label={t('home.find')}
                      hideLabel
                      placeholder={t('home.find')}
                      autoComplete="off"
                      value={wanted}
                      onValueChange={setWanted}
                    />
                  </div>
                )}
                {found.length > 0 && (
                  <BoardGrid
                    boards={found}
                    open={props.open}
                    nowMs={props.nowMs}
                    onOpen={props.onOpen}
                    onDelete={props.onDelete}
                  />
                )}
                {all.length > 0 && found.length === 0 && (
                  <p className="home__empty" role="status">
                    {t('home.noneFound', { text: wanted.trim() })}
                  </p>
                )}
                {props.boards?.length === 0 && <p className="home__empty">{t('home.empty')}</p>}
              </div>
            </PopupHost>
          </TooltipProvider>
        </RadixDialog.Content>
      </RadixDialog.Portal>
    </RadixDialog.Root>
  );
}
