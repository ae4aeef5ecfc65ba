import { z } from 'zod';

/** What happens to each datagram, in either direction. */
export const badUdpConditions = z.object({
  delayMs: z.number().nonnegative(),
  /** Share of datagrams that are lost, from 0 to 1. */
  loss: z.number().min(0).max(1),
});
export type BadUdpConditions = z.infer<typeof badUdpConditions>;
