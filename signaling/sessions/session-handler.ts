import type { Refusal } from '../guards/client-frame.ts';
import type { RelayHeader, SessionClientMessage } from '../protocol.ts';
import type { Session } from './session.ts';

/** What a session does with what comes, and whom it tells how it fares. */
export interface SessionHandler {
  onMessage(session: Session, message: SessionClientMessage): Refusal | undefined;
  onFrame(session: Session, frame: Buffer, header: RelayHeader): Refusal | undefined;
  /** Its connection broke; it may come back. */
  onLost(session: Session): void;
  /** It did not come back in time, or gave no sign of life. */
  onExpired(session: Session): void;
  onBack(session: Session): void;
  /** Messages were left out: what it must know has to be told again. */
  onResync(session: Session): void;
  /** It may do more or less than before. */
  onRights(session: Session): void;
  /** It is over. */
  onEnd(session: Session): void;
}
