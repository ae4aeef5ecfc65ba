import type { SessionServerMessage } from '../../../signaling/protocol.ts';

/** Whether anybody else is in one of our rooms, as the cell tells it. */
export class Company {
  readonly #rooms = new Map<string, Set<string>>();

  get isThere(): boolean {
    for (const sessions of this.#rooms.values()) if (sessions.size > 0) return true;
    return false;
  }

  onMessage(message: SessionServerMessage): void {
    switch (message.type) {
      case 'members':
        this.#rooms.set(message.room, new Set(message.members.map(({ session }) => session)));
        break;
      case 'joined':
        this.#rooms.get(message.room)?.add(message.member.session);
        break;
      case 'left':
        this.#rooms.get(message.room)?.delete(message.session);
        break;
      default:
        break;
    }
  }

  left(room: string): void {
    this.#rooms.delete(room);
  }

  clear(): void {
    this.#rooms.clear();
  }
}
