import { useCallback, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { createStore } from '../../canvas/store.ts';
import { useStore } from '../../canvas/use-store.ts';
import { deleteBoardStorage } from '../../storage/board-storage.ts';
import type { Registry, StoredBoard } from '../../storage/registry.ts';
import type { SyncStatus } from '../../sync/status.ts';
import { type BoardToDelete, DeleteBoard } from '../../ui/home/delete-board.tsx';
import { HomePage, type HomePageProps } from '../../ui/home/home-page.tsx';
import type { ResolvedTheme } from '../../ui/theme.ts';
import type { BoardSession } from '../board-session.ts';
import type { FileError } from '../open-file.ts';
import { useBoards } from './use-boards.ts';

export interface HomeProps extends Pick<HomePageProps, 'isShown' | 'onClose' | 'onJoin'> {
  readonly registry: () => Promise<Registry>;
  /** The board behind it; null when none could be opened. */
  readonly session: BoardSession | null;
  readonly theme: ResolvedTheme;
  readonly onOpen: (board: StoredBoard) => void;
  readonly onNewBoard: () => void;
  /** Lets a person choose a file and opens it. @returns what is wrong with it, or null */
  readonly onOpenFile: () => Promise<{ name: string; code: FileError } | null>;
}

const NOBODY = createStore<SyncStatus | null>(null);

/** All boards of this computer over the open one, each way out of which closes it. */
export function Home(props: HomeProps) {
  const { session, onClose } = props;
  const { t } = useTranslation();
  const [problem, setProblem] = useState<string | null>(null);
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
    setProblem(null);
    onClose();
  };
  const openBoard = (id: string): void => {
    const board = boards.find(id);
    close();
    if (board && board.id !== open?.stored.id) props.onOpen(board);
  };
  const tellProblem = (error: unknown): void =>
    setProblem(error instanceof Error ? error.message : String(error));
  const [toDelete, setToDelete] = useState<BoardToDelete | null>(null);
  const askToDelete = async (id: string): Promise<void> => {
    const board = boards.find(id);
    if (!board) return;
    const pending = await (await props.registry()).pending(id);
    const heldByNobody = [...pending.values()].reduce((sum, clocks) => sum + clocks.length, 0);
    setToDelete({ id, name: board.name, heldByNobody });
  };
  const deleteBoard = async (id: string): Promise<void> => {
    setToDelete(null);
    // The entry goes last: what is left of a deletion that failed is still listed.
    if (!(await deleteBoardStorage(id))) {
      setProblem(t('home.openElsewhere'));
      return;
    }
    await (await props.registry()).deleteBoard(id);
    boards.leaveOut(id);
  };

  const openFile = async (): Promise<void> => {
    const refused = await props.onOpenFile();
    setProblem(refused && t(`file.${refused.code}`, { name: refused.name }));
  };

  return (
    <>
      <HomePage
        isShown={props.isShown}
        boards={boards.shown}
        open={open && { id: open.stored.id, people: status?.people ?? [] }}
        nowMs={boards.readAtMs}
        problem={problem}
        onClose={close}
        onOpen={openBoard}
        onNewBoard={() => {
          close();
          props.onNewBoard();
        }}
        onOpenFile={() => void openFile()}
        onJoin={props.onJoin}
        onDelete={(id) => void askToDelete(id).catch(tellProblem)}
      />
      <DeleteBoard
        board={toDelete}
        onCancel={() => setToDelete(null)}
        onDelete={(id) => void deleteBoard(id).catch(tellProblem)}
      />
    </>
  );
}
