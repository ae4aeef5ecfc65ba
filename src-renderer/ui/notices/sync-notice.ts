import type { SyncNotice } from '../../sync/status.ts';
import type { Translate } from '../i18n/index.ts';
import type { NoticeTone } from './notice-stack.tsx';

/** Words and weight of what the sync has to tell once. */
export function syncNoticeText(
  notice: SyncNotice,
  t: Translate,
): { readonly tone: NoticeTone; readonly text: string } {
  switch (notice.code) {
    case 'peer-sent-garbage':
      return { tone: 'warning', text: t('notice.peerSentGarbage', { name: notice.name }) };
    case 'peer-newer-protocol':
      return { tone: 'warning', text: t('notice.peerNewerProtocol', { name: notice.name }) };
    case 'peer-older-protocol':
      return { tone: 'info', text: t('notice.peerOlderProtocol', { name: notice.name }) };
    case 'room-wrong-secret':
      return { tone: 'error', text: t('notice.roomWrongSecret') };
    case 'cell-sent-garbage':
      return { tone: 'warning', text: t('notice.cellSentGarbage') };
  }
}
