import { type ReactNode, useCallback, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import {
  BOARD_FILE_EXTENSION,
  BOARD_FILE_MIME,
  boardFileName,
} from '../formats/board-file/board-file.ts';
import type { Platform } from '../platform/platform.ts';
import type { KnownCopy } from '../storage/registry.ts';
import { ExchangeDialog } from '../ui/exchange/exchange-dialog.tsx';
import type { BoardSession } from './board-session.ts';
import type { OpenedFile } from './open-file.ts';
import type { Notices } from './use-notices.ts';

export interface Exchange {
  readonly open: () => void;
  /** Asks for a file and opens or merges it. */
  readonly pickFile: () => Promise<void>;
  readonly dialog: ReactNode;
}

/** Files that come in, by choosing or by dropping them on the window, and changes that go out as one. */
export function useExchange(
  session: BoardSession,
  platform: Platform,
  onOpenFile: (bytes: Uint8Array) => Promise<OpenedFile>,
  { tell, failed }: Pick<Notices, 'tell' | 'failed'>,
): Exchange {
  const { t } = useTranslation();
  const [copies, setCopies] = useState<readonly KnownCopy[] | null>(null);

  const take = useCallback(
    async (name: string, bytes: Uint8Array): Promise<void> => {
      const opened = await onOpenFile(bytes);
      if (!opened.ok) tell('error', t(`file.${opened.code}`, { name }));
      else if (opened.as !== 'copy') tell('info', t(`file.${opened.as}`, { name }));
    },
    [onOpenFile, tell, t],
  );

  const pickFile = useCallback(async (): Promise<void> => {
    const picked = await platform.pickFile(BOARD_FILE_EXTENSION);
    if (picked) await take(picked.name, picked.bytes);
  }, [platform, take]);

  useEffect(() => {
    const onDragOver = (event: DragEvent): void => {
      if (event.dataTransfer?.types.includes('Files')) event.preventDefault();
    };
    const onDrop = (event: DragEvent): void => {
      const file = event.dataTransfer?.files[0];
      // What another part of the app has taken is not looked at again.
      if (!file || event.defaultPrevented) return;
      // Else the browser would leave the board for the file.
      event.preventDefault();
      file
        .arrayBuffer()
        .then((buffer) => take(file.name, new Uint8Array(buffer)))
        .catch(failed);
    };
    window.addEventListener('dragover', onDragOver);
    window.addEventListener('drop', onDrop);
    return () => {
      window.removeEventListener('dragover', onDragOver);
      window.removeEventListener('drop', onDrop);
    };
  }, [take, failed]);

  const save = async (personId: string | null): Promise<void> => {
    const holds = copies?.find((copy) => copy.personId === personId)?.holds;
    const bytes = await session.exportChanges(holds && new Map(holds));
    const board = session.board.name === '' ? t('board.untitled') : session.board.name;
    const name = boardFileName(t('exchange.fileName', { name: board }), t('board.untitled'));
    setCopies(null);
    const saved = await platform.saveFile(name, bytes, BOARD_FILE_MIME);
    if (!saved.ok && saved.code === 'failed') tell('error', t('file.saveFailed'));
  };

  return {
    open: () => {
      session.knownCopies().then(setCopies).catch(failed);
    },
    pickFile,
    dialog: (
      <ExchangeDialog
        open={copies !== null}
        onOpenChange={(isOpen) => {
          if (!isOpen) setCopies(null);
        }}
        partners={copies ?? []}
        onSave={(personId) => void save(personId).catch(failed)}
        onMerge={() => {
          setCopies(null);
          pickFile().catch(failed);
        }}
      />
    ),
  };
}
