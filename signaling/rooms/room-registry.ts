/** Whoever can be subscribed to a topic. */
export interface Subscriber {
  /** Takes one encoded message, which is shared with the other receivers and must not be changed. */
  deliver(payload: Buffer): void;
}

/** Which subscribers are in which topic. A topic exists while somebody is subscribed to it. */
export class RoomRegistry<S extends Subscriber> {
  readonly #rooms = new Map<string, Set<S>>();

  /** Topics with at least one subscriber. */
  get size(): number {
    return this.#rooms.size;
  }

  join(topic: string, subscriber: S): void {
    const room = this.#rooms.get(topic);
    if (room) room.add(subscriber);
    else this.#rooms.set(topic, new Set([subscriber]));
  }

  leave(topic: string, subscriber: S): void {
    const room = this.#rooms.get(topic);
    if (!room) return;
    room.delete(subscriber);
    if (room.size === 0) this.#rooms.delete(topic);
  }

  /**
   * Gives a message to everybody in the topic but its sender.
   * @param encode called once with the number of subscribers (the sender counted), and not at all
   *   when there is nobody else
   * @returns how many got it
   */
  publish(topic: string, sender: S, encode: (clients: number) => Buffer): number {
    const room = this.#rooms.get(topic);
    if (!room) return 0;
    const receivers = room.size - (room.has(sender) ? 1 : 0);
    if (receivers === 0) return 0;
    const payload = encode(room.size);
    for (const subscriber of room) {
      if (subscriber !== sender) subscriber.deliver(payload);
    }
    return receivers;
  }
}
