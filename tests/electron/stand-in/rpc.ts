import { z } from 'zod';

/** What a call fails with when the other process ends before it has answered. */
export const ENDED = 'the other process has ended';

/** A channel that carries structured clones in order, as Node's own between processes does. */
export interface Wire {
  send(message: unknown): void;
  onMessage(listener: (message: unknown) => void): void;
  /** Told once, when nothing comes any more. */
  onEnd(listener: () => void): void;
}

const messageSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('call'),
    id: z.number(),
    name: z.string(),
    args: z.array(z.unknown()),
  }),
  z.object({ kind: z.literal('result'), id: z.number(), value: z.unknown() }),
  z.object({ kind: z.literal('failure'), id: z.number(), message: z.string() }),
]);

type Calls = { readonly [name: string]: (...args: never[]) => unknown };
/** The other side's functions: each answers a promise. */
export type Remote<T> = {
  readonly [K in keyof T]: T[K] extends (...args: infer A) => infer R
    ? (...args: A) => Promise<Awaited<R>>
    : never;
};

/**
 * Joins two processes that call each other's functions. A call fails with the text of what was
 * thrown, and when the wire ends.
 */
export function join<Theirs>(wire: Wire, ours: Calls): Remote<Theirs> {
  const waiting = new Map<number, { resolve(value: unknown): void; reject(error: Error): void }>();
  let lastId = 0;
  let hasEnded = false;
  const run = async (id: number, name: string, args: unknown[]): Promise<void> => {
    const own: ((...values: never[]) => unknown) | undefined = ours[name];
    try {
      if (own === undefined) throw new Error(`there is no function ${name}`);
      const value = await own(...(args as never[]));
      if (!hasEnded) wire.send({ kind: 'result', id, value });
    } catch (error) {
      // As the other process would print it: with the error's name.
      if (!hasEnded) wire.send({ kind: 'failure', id, message: String(error) });
    }
  };
  wire.onMessage((raw) => {
    const message = messageSchema.parse(raw);
    if (message.kind === 'call') {
      void run(message.id, message.name, message.args);
      return;
    }
    const call = waiting.get(message.id);
    waiting.delete(message.id);
    if (message.kind === 'result') call?.resolve(message.value);
    else call?.reject(new Error(message.message));
  });
  wire.onEnd(() => {
    hasEnded = true;
    for (const { reject } of waiting.values()) reject(new Error(ENDED));
    waiting.clear();
  });
  const target: Record<string, (...args: unknown[]) => Promise<unknown>> = {};
  return new Proxy(target, {
    get: (_target, name) =>
      // A promise that resolves to this object asks it for `then`.
      typeof name !== 'string' || name === 'then'
        ? undefined
        : (...args: unknown[]) =>
            new Promise((resolve, reject) => {
              if (hasEnded) {
                reject(new Error(ENDED));
                return;
              }
              lastId += 1;
              waiting.set(lastId, { resolve, reject });
              wire.send({ kind: 'call', id: lastId, name, args });
            }),
  }) as unknown as Remote<Theirs>;
}
