/** Whoever can be subscribed to a topic. */
export interface Subscriber {
  /** Takes one encoded message, which is shared with the other receivers and must not be changed. */
  deliver(payload: Buffer): void;
}

/** Which subscribers are in which topic. A topic exists while somebody is subscribed to it. */
export class RoomRegistry<S extends Subscriber> {
  readonly #rooms = new Map<string, Set<S>>();
  readonly #topicsOf = new Map<S, Set<string>>();
  readonly #onChange: (topic: string) => void;

  /** @param onChange told when somebody has joined or left a topic */
  constructor(onChange: (topic: string) => void = () => undefined) {
    this.#onChange = onChange;
  }

  /** Topics with at least one subscriber. */
  get size(): number {
    return this.#rooms.size;
  }

  names(): IterableIterator<string> {
    return this.#rooms.keys();
  }

  has(topic: string, subscriber: S): boolean {
    return this.#rooms.get(topic)?.has(subscriber) ?? false;
  }

  /** How many topics somebody is subscribed to. */
  countOf(subscriber: S): number {
    return this.#topicsOf.get(subscriber)?.size ?? 0;
  }

  /** The topics somebody is subscribed to. */
  of(subscriber: S): Iterable<string> {
    return this.#topicsOf.get(subscriber) ?? [];
  }

  /** How many are subscribed to a topic. */
  clients(topic: string): number {
    return this.#rooms.get(topic)?.size ?? 0;
  }

  join(topic: string, subscriber: S): void {
    const room = this.#rooms.get(topic);
    if (room) room.add(subscriber);
    else this.#rooms.set(topic, new Set([subscriber]));
    const topics = this.#topicsOf.get(subscriber);
    if (topics) topics.add(topic);
    else this.#topicsOf.set(subscriber, new Set([topic]));
    this.#onChange(topic);
  }

  leave(topic: string, subscriber: S): void {
    const room = this.#rooms.get(topic);
    if (!room?.delete(subscriber)) return;
    if (room.size === 0) this.#rooms.delete(topic);
    const topics = this.#topicsOf.get(subscriber);
    topics?.delete(topic);
    if (topics?.size === 0) this.#topicsOf.delete(subscriber);
    this.#onChange(topic);
  }

  leaveAll(subscriber: S): void {
    for (const topic of this.of(subscriber)) this.leave(topic, subscriber);
  }

  /**
   * Gives a message to everybody in the topic but its sender.
   * @param sender undefined: it is not here
   * @param encode called once with the number of subscribers (the sender counted), and not at all
   *   when there is nobody else
   * @returns how many got it
   */
  publish(topic: string, sender: S | undefined, encode: (clients: number) => Buffer): number {
    const room = this.#rooms.get(topic);
    if (!room) return 0;
    const receivers = room.size - (sender && room.has(sender) ? 1 : 0);
    if (receivers === 0) return 0;
    const payload = encode(room.size);
    for (const subscriber of room) {
      if (subscriber !== sender) subscriber.deliver(payload);
    }
    return receivers;
  }
}
