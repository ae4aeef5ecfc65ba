import { useCallback, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from '../canvas/use-store.ts';
import type { Notice, NoticeTone } from '../ui/notices/notice-stack.tsx';
import { syncNoticeText } from '../ui/notices/sync-notice.ts';
import type { BoardSession } from './board-session.ts';

export interface Notices {
  readonly list: readonly Notice[];
  readonly dismiss: (id: string) => void;
  readonly tell: (tone: NoticeTone, text: string) => void;
  /** Tells an unexpected failure of something that a person asked for. */
  readonly failed: (error: unknown) => void;
}

const WRITE_PROBLEM_ID = 'write-problem';
const FIELD_NOTICE_ID = 'field-notice';
const OVERRULED_ID = 'overruled';
let lastId = 0;

/**
 * What is told beside the drawing: by the connection, by the document, and by commands.
 *
 * @param takeOtherCopy goes on with the others' copy of the board in place of this one
 */
export function useNotices(session: BoardSession, takeOtherCopy: () => void): Notices {
  const { t } = useTranslation();
  const [own, setOwn] = useState<readonly Notice[]>([]);
  const fromSync = useStore(session.notices);
  const writeProblem = useStore(session.editor.writeProblem);
  const overruled = useStore(session.editor.overruled);
  const fieldNotice = useStore(session.editor.texts.notice);

  const tell = useCallback((tone: NoticeTone, text: string) => {
    lastId += 1;
    const id = `own-${lastId}`;
    setOwn((list) => [...list.filter((notice) => notice.text !== text), { id, tone, text }]);
  }, []);
  const failed = useCallback(
    (error: unknown) => tell('error', error instanceof Error ? error.message : String(error)),
    [tell],
  );

  const synced = fromSync.map((notice, index) => ({
    id: `sync-${index}-${notice.code}`,
    ...syncNoticeText(notice, t),
    ...(notice.code === 'copies-differ' && {
      actions: [
        { label: t('notice.takeTheirs', { name: notice.name }), onPress: takeOtherCopy },
        { label: t('notice.keepMine'), onPress: () => session.dismissNotice(notice) },
      ],
    }),
  }));
  return {
    list: [
      ...synced,
      ...own,
      ...(writeProblem
        ? [
            {
              id: WRITE_PROBLEM_ID,
              tone: 'error' as const,
              text: t(`writeProblem.${writeProblem.code}`),
            },
          ]
        : []),
      ...(overruled
        ? [{ id: OVERRULED_ID, tone: 'info' as const, text: t('selected.overruled') }]
        : []),
      ...(fieldNotice
        ? [
            {
              id: FIELD_NOTICE_ID,
              tone: 'warning' as const,
              text: t(`fieldNotice.${fieldNotice}`),
            },
          ]
        : []),
    ],
    tell,
    failed,
    dismiss: (id) => {
      if (id === WRITE_PROBLEM_ID) {
        session.editor.writeProblem.set(null);
        return;
      }
      if (id === OVERRULED_ID) {
        session.editor.overruled.set(false);
        return;
      }
      if (id === FIELD_NOTICE_ID) {
        session.editor.texts.notice.set(null);
        return;
      }
      const index = synced.findIndex((notice) => notice.id === id);
      const notice = fromSync[index];
      if (notice) session.dismissNotice(notice);
      else setOwn((list) => list.filter((other) => other.id !== id));
    },
  };
}
