import { OwnChanges } from './holdings/own-changes.ts';
import type { PendingByClient } from './holdings/pending-changes.ts';
import { covers, type StateVector } from './holdings/state-vectors.ts';
import type { MailboxState } from './mailbox/mailbox.ts';
import { cleanName, initialsOf } from './presence/presence.ts';
import type { LinkedPeer } from './room/linked-peer.ts';
import type { SignalChannelState } from './signal-channel/signal-channel.ts';
import {
  type CellStatus,
  type ConnectionState,
  LINK_ROUTES,
  type MailboxStatus,
  type PersonStatus,
  type StorageStatus,
  type SyncStatus,
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
  /** Null where the cell keeps none. */
  readonly mailbox: MailboxState | null;
  /** Those that no other copy was ever known to hold. */
  readonly pending: PendingByClient;
  readonly own?: OwnChanges;
  readonly storage: StorageStatus;
  readonly cell: CellStatus;
}

const countOf = (pending: PendingByClient): number =>
  [...pending.values()].reduce((sum, clocks) => sum + clocks.length, 0);

/** The truth in one value, from open links and acknowledged state vectors only. */
export function statusOf(input: StatusInput): SyncStatus {
  // A link through the cell is worth as much as the connection to the cell.
  const links = input.links.filter(
    ({ route }) => route !== 'relay' || input.channel?.kind === 'open',
  );
  const own = input.own ?? new OwnChanges(input.pending);
  const pendingChanges = countOf(input.pending);
  const people = peopleOf(links, input.holds, own);
  const unreachable = input.pendingForMs.filter((ms) => ms >= UNREACHABLE_AFTER_MS).length;
  return {
    connection: connectionOf(input, people.length, unreachable, pendingChanges),
    people,
    unreachable,
    heldBy: { all: people.filter(({ holdsAll }) => holdsAll).length, of: people.length },
    mailbox: mailboxOf(input.mailbox, input.holds),
    pendingChanges,
    stages: own.stages(
      links.filter(({ admitted }) => admitted === 'editor').map(({ holds }) => holds),
      input.mailbox?.usage ? input.mailbox.holds : null,
      input.pending,
    ),
    closing: closingOf(input, links, pendingChanges),
    storage: input.storage,
    cell: input.cell,
  };
}

/** Only who may edit, and the mailbox, can hand a change on. */
function closingOf(
  input: StatusInput,
  links: readonly StatusLink[],
  changes: number,
): SyncStatus['closing'] {
  if (changes === 0) return { kind: 'safe' };
  if (input.storage.kind === 'failed') return { kind: 'lost', changes };
  const somebodyTakes = links.some(({ admitted }) => admitted === 'editor');
  const { mailbox, channel } = input;
  const refuses = mailbox?.problem === 'quota' || mailbox?.problem === 'refused';
  const mailboxTakes =
    channel?.kind === 'open' &&
    mailbox?.usage != null &&
    !refuses &&
    mailbox.problem !== 'too-large';
  return somebodyTakes || mailboxTakes
    ? { kind: 'on-the-way', changes }
    : { kind: 'kept-here', changes };
}

function mailboxOf(state: MailboxState | null, holds: StateVector): MailboxStatus | null {
  if (!state?.usage) return null;
  const { usedBytes, quotaBytes, keptForMs, durable } = state.usage;
  const holdsAll = covers(state.holds, holds);
  return { holdsAll, usedBytes, quotaBytes, keptForMs, durable, problem: state.problem };
}

/** The better one of two links to the same person. */
function betterRung(a: PersonStatus['rung'], b: PersonStatus['rung']): PersonStatus['rung'] {
  return LINK_ROUTES.find((route) => route === a || route === b) ?? 'none';
}

/** Each person once, however many windows of theirs are linked. */
function peopleOf(
  links: readonly StatusLink[],
  holds: StateVector,
  own: OwnChanges,
): PersonStatus[] {
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
      rung: betterRung(link.route ?? 'none', known?.rung ?? 'none'),
      holdsAll: covers(link.holds, holds) || (known?.holdsAll ?? false),
      lacks: Math.min(own.lackedBy(link.holds), known?.lacks ?? Number.POSITIVE_INFINITY),
      viewOnly: link.admitted === 'viewer' && (known?.viewOnly ?? true),
      tool: link.presence.tool ?? known?.tool ?? null,
    });
  }
  return [...people.values()].sort((a, b) => (a.personId < b.personId ? -1 : 1));
}

function connectionOf(
  input: StatusInput,
  people: number,
  unreachable: number,
  pendingChanges: number,
): ConnectionState {
  const { channel } = input;
  if (people > 0) return { kind: 'live', people };
  if (!channel || channel.kind === 'closed') return { kind: 'local' };
  if (channel.kind === 'waiting') {
    if (channel.refused !== null && input.online) {
      return { kind: 'refused', code: channel.refused, retryAtMs: channel.retryAtMs };
    }
    return channel.slow || !input.online
      ? { kind: 'offline', pendingChanges }
      : { kind: 'reconnecting', retryAtMs: channel.retryAtMs };
  }
  if (channel.kind === 'connecting') {
    return input.online ? { kind: 'connecting' } : { kind: 'offline', pendingChanges };
  }
  const stillTrying = input.pendingForMs.length > unreachable || input.links.length > 0;
  return stillTrying ? { kind: 'connecting' } : { kind: 'alone' };
}
