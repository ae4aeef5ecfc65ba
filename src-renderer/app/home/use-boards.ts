import { useEffect, useState } from 'react';
import type { Scene } from '../../canvas/scene.ts';
import type { ThemeName } from '../../shapes/palette.ts';
import type { Registry, StoredBoard } from '../../storage/registry.ts';
import type { HomeBoard } from '../../ui/home/board-card.tsx';
import { thumbnailOf } from './board-thumbnails.ts';

/** What Home knows of the board behind it. */
export interface OpenBoard {
  readonly stored: StoredBoard;
  readonly scene: Scene;
}

const lastTouchedMs = ({ changedAtMs, openedAtMs }: StoredBoard): number =>
  changedAtMs ?? openedAtMs;

/**
 * Which boards are worth showing, in order: the open one, then by their last change. One that was only
 * opened and never drawn on or named is left out.
 */
export function shownBoards(
  boards: readonly StoredBoard[],
  openId: string | undefined,
): StoredBoard[] {
  return boards
    .filter(
      ({ id, name, changedAtMs }) => id === openId || name !== '' || changedAtMs !== undefined,
    )
    .sort((a, b) =>
      a.id === openId ? -1 : b.id === openId ? 1 : lastTouchedMs(b) - lastTouchedMs(a),
    );
}

export interface Boards {
  /** null: they are being read. */
  readonly shown: readonly HomeBoard[] | null;
  /** When they were read, in ms since the epoch. */
  readonly readAtMs: number;
  readonly find: (id: string) => StoredBoard | undefined;
  /** Takes a board that is no more off the list. */
  readonly leaveOut: (id: string) => void;
}

/**
 * The boards of this computer with their pictures, which come one after another. Read anew each time
 * that `isShown` turns true or the theme changes.
 *
 * @param failed told when a picture cannot be painted; its board is shown without one
 */
export function useBoards(
  isShown: boolean,
  registry: () => Promise<Registry>,
  open: OpenBoard | null,
  theme: ThemeName,
  failed: (error: unknown) => void,
): Boards {
  const [list, setList] = useState<{ boards: readonly StoredBoard[]; readAtMs: number } | null>(
    null,
  );
  const [pictures, setPictures] = useState<ReadonlyMap<string, string>>(new Map());

  useEffect(() => {
    if (!isShown) return undefined;
    let isOver = false;
    const urls: string[] = [];
    const read = async (): Promise<void> => {
      const source = await registry();
      const boards = shownBoards(await source.boards(), open?.stored.id);
      if (isOver) return;
      setList({ boards, readAtMs: Date.now() });
      setPictures(new Map());
      for (const board of boards) {
        const scene = board.id === open?.stored.id ? open.scene : null;
        const image = await thumbnailOf(source, board, theme, scene).catch((error: unknown) => {
          failed(error);
          return null;
        });
        if (isOver) return;
        if (!image) continue;
        const url = URL.createObjectURL(image);
        urls.push(url);
        setPictures((known) => new Map(known).set(board.id, url));
      }
    };
    void read().catch(failed);
    return () => {
      isOver = true;
      for (const url of urls) URL.revokeObjectURL(url);
    };
  }, [isShown, registry, open, theme, failed]);

  return {
    shown:
      list?.boards.map(({ id, name, changedAtMs }) => ({
        id,
        name,
        changedAtMs: changedAtMs ?? null,
        thumbnail: pictures.get(id) ?? null,
      })) ?? null,
    readAtMs: list?.readAtMs ?? 0,
    find: (id) => list?.boards.find((board) => board.id === id),
    leaveOut: (id) =>
      setList((known) => known && { ...known, boards: known.boards.filter((b) => b.id !== id) }),
  };
}
