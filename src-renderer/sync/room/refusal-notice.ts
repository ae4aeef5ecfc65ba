import type { HandshakeError } from '../peer-link/handshake.ts';
import type { SyncNotice } from '../status.ts';

/** What to tell of somebody who was not let in. Before hello and proof nobody has a name. */
export function noticeOfRefusal(why: HandshakeError): SyncNotice | null {
  switch (why) {
    case 'newer-protocol':
      return { code: 'peer-newer-protocol', name: '' };
    case 'older-protocol':
      return { code: 'peer-older-protocol', name: '' };
    case 'bad-hello':
    case 'bad-proof':
      return { code: 'peer-sent-garbage', name: '' };
    case 'reflected':
    case 'device-not-proven':
      return { code: 'peer-not-proven' };
    case 'same-device':
      return null;
  }
}
