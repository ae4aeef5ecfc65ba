import { covers, type StateVector } from './holdings/state-vectors.ts';
import { cleanName, initialsOf } from './presence/presence.ts';
import type { LinkedPeer } from './room/linked-peer.ts';
import type { SignalChannelState } from './signal-channel/signal-channel.ts';
import type {
  CellStatus,
  ConnectionState,
  PersonStatus,
  StorageStatus,
  SyncStatus,
} from './status.ts';

/** Announced this long without a link, a person counts as not reachable directly. */
export const UNREACHABLE_AFTER_MS = 8_000;

/** The part of a link that the status needs. */
export type StatusLink = Pick<LinkedPeer, 'personId' | 'admitted' | 'route' | 'presence' | 'holds'>;

export interface StatusInput {
  readonly links: readonly StatusLink[];
  /** For each peer announced without a link: how long it has waited, ms. */
  readonly pendingForMs: readonly number[];
  /** Null when this board has no cell. */
  readonly channel: SignalChannelState | null;
  /** What the browser says of the network; false is believed, true is not. */
  readonly online: boolean;
  readonly holds: StateVector;
  readonly pendingChanges: number;
  readonly storage: StorageStatus;
  readonly cell: CellStatus;
}

/** The truth in one value, from open links and acknowledged state vectors only. */
export function statusOf(input: StatusInput): SyncStatus {
  const people = peopleOf(input.links, input.holds);
  const unreachable = input.pendingForMs.filter((ms) => ms >= UNREACHABLE_AFTER_MS).length;
  return {
    connection: connectionOf(input, people.length, unreachable),
    people,
    unreachable,
    heldBy: { all: people.filter(({ holdsAll }) => holdsAll).length, of: people.length },
    pendingChanges: input.pendingChanges,
    storage: input.storage,
    cell: input.cell,
  };
}

/** Each person once, however many windows of theirs are linked. */
function peopleOf(links: readonly StatusLink[], holds: StateVector): PersonStatus[] {
  const people = new Map<string, PersonStatus>();
  for (const link of links) {
    // Before its first presence a link has no name to show; it comes within milliseconds.
    if (!link.presence) continue;
    const name = cleanName(link.presence.name);
    const known = people.get(link.personId);
    people.set(link.personId, {
      personId: link.personId,
      name,
      color: link.presence.color,
      initials: initialsOf(name),
      self: false,
      state: 'live',
      rung: link.route ?? known?.rung ?? 'none',
      holdsAll: covers(link.holds, holds) || (known?.holdsAll ?? false),
      viewOnly: link.admitted === 'viewer' && (known?.viewOnly ?? true),
      tool: link.presence.tool ?? known?.tool ?? null,
    });
  }
  return [...people.values()].sort((a, b) => (a.personId < b.personId ? -1 : 1));
}

function connectionOf(input: StatusInput, people: number, unreachable: number): ConnectionState {
  const { channel } = input;
  if (people > 0) return { kind: 'live', people };
  if (!channel || channel.kind === 'closed') return { kind: 'local' };
  if (channel.kind === 'waiting') {
    return channel.slow || !input.online
      ? { kind: 'offline', pendingChanges: input.pendingChanges }
      : { kind: 'reconnecting', retryAtMs: channel.retryAtMs };
  }
  if (channel.kind === 'connecting') {
    return input.online
      ? { kind: 'connecting' }
      : { kind: 'offline', pendingChanges: input.pendingChanges };
  }
  const stillTrying = input.pendingForMs.length > unreachable || input.links.length > 0;
  return stillTrying ? { kind: 'connecting' } : { kind: 'alone' };
}
