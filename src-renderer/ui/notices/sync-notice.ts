import type { SyncNotice } from '../../sync/status.ts';
import type { Translate } from '../i18n/index.ts';
import type { NoticeTone } from './notice-stack.tsx';

/** Words and weight of what the sync has to tell once. */
export function syncNoticeText(
  notice: SyncNotice,
  t: Translate,
): { readonly tone: NoticeTone; readonly text: string } {
  const name = 'name' in notice && notice.name !== '' ? notice.name : t('person.unnamed');
  switch (notice.code) {
    case 'peer-sent-garbage':
      return { tone: 'warning', text: t('notice.peerSentGarbage', { name }) };
    case 'peer-newer-protocol':
      return { tone: 'warning', text: t('notice.peerNewerProtocol', { name }) };
    case 'peer-older-protocol':
      return { tone: 'info', text: t('notice.peerOlderProtocol', { name }) };
    case 'peer-not-proven':
      return { tone: 'warning', text: t('notice.peerNotProven') };
    case 'copies-differ':
      return { tone: 'warning', text: t('notice.copiesDiffer', { name }) };
    case 'stored-part-damaged':
      return { tone: 'warning', text: t('notice.storedPartDamaged') };
    case 'open-elsewhere':
      return { tone: 'error', text: t('notice.openElsewhere') };
    case 'room-wrong-secret':
      return { tone: 'error', text: t('notice.roomWrongSecret') };
    case 'cell-sent-garbage':
      return { tone: 'warning', text: t('notice.cellSentGarbage') };
  }
}
