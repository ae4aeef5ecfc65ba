import { z } from 'zod';

/** How two computers are connected: from one to the other, or over a relay server (TURN). */
export type RtcRoute = 'direct' | 'turn';

const transport = z.object({
  type: z.literal('transport'),
  selectedCandidatePairId: z.string(),
});
/** Firefox says so in the pair itself. */
const selectedPair = z.object({ type: z.literal('candidate-pair'), selected: z.literal(true) });
const candidatePair = z.object({
  localCandidateId: z.string(),
  remoteCandidateId: z.string(),
});
const candidate = z.object({ candidateType: z.enum(['host', 'srflx', 'prflx', 'relay']) });

/**
 * The route of a connection by its statistics (W3C webrtc-stats): the pair that its transport has
 * selected. A connection that looked for a new way may have others that once were in use.
 *
 * @returns null while no pair is selected, or its ends are not known
 */
export function routeOfStats(stats: ReadonlyMap<string, unknown>): RtcRoute | null {
  const pair = candidatePair.safeParse(pairInUse(stats));
  if (!pair.success) return null;
  const local = candidate.safeParse(stats.get(pair.data.localCandidateId));
  const remote = candidate.safeParse(stats.get(pair.data.remoteCandidateId));
  if (!local.success || !remote.success) return null;
  const types = [local.data.candidateType, remote.data.candidateType];
  return types.includes('relay') ? 'turn' : 'direct';
}

function pairInUse(stats: ReadonlyMap<string, unknown>): unknown {
  for (const entry of stats.values()) {
    const named = transport.safeParse(entry);
    if (named.success) return stats.get(named.data.selectedCandidatePairId);
    if (selectedPair.safeParse(entry).success) return entry;
  }
  return undefined;
}
