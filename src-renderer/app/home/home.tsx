import { useCallback, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { createStore } from '../../canvas/store.ts';
import { useStore } from '../../canvas/use-store.ts';
import type { BoardFileError } from '../../formats/board-file/board-file.ts';
import type { Registry, StoredBoard } from '../../storage/registry.ts';
import type { SyncStatus } from '../../sync/status.ts';
import { HomePage, type HomePageProps } from '../../ui/home/home-page.tsx';
import type { ResolvedTheme } from '../../ui/theme.ts';
import type { BoardSession } from '../board-session.ts';
import { useBoards } from './use-boards.ts';

export interface HomeProps extends Pick<HomePageProps, 'isShown' | 'onClose' | 'onJoin'> {
  readonly registry: () => Promise<Registry>;
  /** The board behind it; null when none could be opened. */
  readonly session: BoardSession | null;
  readonly theme: ResolvedTheme;
  readonly onOpen: (board: StoredBoard) => void;
  readonly onNewBoard: () => void;
  /** Lets a person choose a file and opens it. @returns what is wrong with it, or null */
  readonly onOpenFile: () => Promise<{ name: string; code: BoardFileError } | null>;
}

const NOBODY = createStore<SyncStatus | null>(null);

/** All boards of this computer over the open one, each way out of which closes it. */
export function Home(props: HomeProps) {
  const { session, onClose } = props;
  const { t } = useTranslation();
  const [fileProblem, setFileProblem] = useState<string | null>(null);
  const status = useStore(session?.status ?? NOBODY);
  // What is stored of it changes while it is drawn on; Home is a look at it as it is now.
  const open = useMemo(
    () =>
      session && props.isShown ? { stored: session.stored, scene: session.editor.scene } : null,
    [session, props.isShown],
  );
  const failed = useCallback(
    (error: unknown) => console.warn('A board has no picture:', error),
    [],
  );
  const boards = useBoards(props.isShown, props.registry, open, props.theme, failed);

  const close = (): void => {
    setFileProblem(null);
    onClose();
  };
  const openBoard = (id: string): void => {
    const board = boards.find(id);
    close();
    if (board && board.id !== open?.stored.id) props.onOpen(board);
  };
  const openFile = async (): Promise<void> => {
    const problem = await props.onOpenFile();
    setFileProblem(problem && t(`file.${problem.code}`, { name: problem.name }));
  };

  return (
    <HomePage
      isShown={props.isShown}
      boards={boards.shown}
      open={open && { id: open.stored.id, people: status?.people ?? [] }}
      nowMs={boards.readAtMs}
      fileProblem={fileProblem}
      onClose={close}
      onOpen={openBoard}
      onNewBoard={() => {
        close();
        props.onNewBoard();
      }}
      onOpenFile={() => void openFile()}
      onJoin={props.onJoin}
    />
  );
}
