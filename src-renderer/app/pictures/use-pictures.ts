import { useCallback, useEffect, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { BOARD_FILE_EXTENSION } from '../../formats/board-file/board-file.ts';
import type { BoardPoint } from '../../geometry/point.ts';
import { PICTURE_ACCEPT } from '../../pictures/picture-file.ts';
import type { Platform } from '../../platform/platform.ts';
import type { BoardSession } from '../board-session.ts';
import type { Notices } from '../use-notices.ts';
import { placeForNew, placePictures } from './place-pictures.ts';
import { type ReadPicture, readPicture } from './read-picture.ts';

export interface PictureActions {
  /** Puts files on the board as far as they are pictures, and says what is wrong with the others. */
  readonly insertPictures: (files: readonly File[], at?: BoardPoint) => void;
  /** Lets a person choose a picture. */
  readonly pickPicture: () => void;
}

const hasFiles = (event: DragEvent): boolean =>
  event.dataTransfer?.types.includes('Files') ?? false;

/** Brings pictures onto the board: chosen, dropped on it, or given by a paste. */
export function usePictures(
  session: BoardSession,
  platform: Platform,
  { tell, failed }: Pick<Notices, 'tell' | 'failed'>,
): PictureActions {
  const { t } = useTranslation();
  const { editor, pictures } = session;

  const insert = useCallback(
    async (files: readonly File[], at: BoardPoint) => {
      if (editor.board.readOnlyReason !== null) {
        tell('error', t('writeProblem.read-only'));
        return;
      }
      const sound: ReadPicture[] = [];
      for (const file of files) {
        const read = await readPicture(file);
        if (read.ok) sound.push(read.picture);
        else tell('error', t(`picture.${read.code}`, { name: file.name }));
      }
      // Kept before anything on the board names them.
      for (const { hash, blob } of sound) await pictures.add(hash, blob);
      if (sound.length > 0) placePictures(editor, sound, at);
    },
    [editor, pictures, tell, t],
  );

  const insertPictures = useCallback(
    (files: readonly File[], at: BoardPoint = placeForNew(editor)) => {
      insert(files, at).catch(failed);
    },
    [editor, insert, failed],
  );

  useEffect(
    () =>
      pictures.onUnkept(({ code }) => {
        tell('warning', t(code === 'full' ? 'picture.full' : 'picture.unkept'));
      }),
    [pictures, tell, t],
  );

  useEffect(() => {
    const onDragOver = (event: DragEvent): void => {
      if (!hasFiles(event)) return;
      // Or the browser would open the file in place of the board.
      event.preventDefault();
      if (event.dataTransfer) event.dataTransfer.dropEffect = 'copy';
    };
    const onDrop = (event: DragEvent): void => {
      const files = [...(event.dataTransfer?.files ?? [])];
      // Boards and changes of boards are opened, by somebody else.
      if (files.length === 0 || files.some(({ name }) => name.endsWith(BOARD_FILE_EXTENSION)))
        return;
      const canvas = event.target instanceof Element ? event.target.closest('[data-canvas]') : null;
      if (!canvas) return;
      event.preventDefault();
      const { left, top } = canvas.getBoundingClientRect();
      const at = editor.toBoard({ x: event.clientX - left, y: event.clientY - top });
      insertPictures(files, at);
    };
    window.addEventListener('dragover', onDragOver);
    // Before those who open what nobody else has taken.
    window.addEventListener('drop', onDrop, { capture: true });
    return () => {
      window.removeEventListener('dragover', onDragOver);
      window.removeEventListener('drop', onDrop, { capture: true });
    };
  }, [editor, insertPictures]);

  return useMemo(
    () => ({
      insertPictures,
      pickPicture: () => {
        platform
          .pickFile(PICTURE_ACCEPT)
          .then((picked) => {
            if (!picked) return;
            const file = new File([new Uint8Array(picked.bytes)], picked.name);
            // Chosen in a dialog: where the pointer is by now means nothing.
            const { width, height } = editor.viewport.get();
            insertPictures([file], editor.toBoard({ x: width / 2, y: height / 2 }));
          })
          .catch(failed);
      },
    }),
    [editor, platform, insertPictures, failed],
  );
}
