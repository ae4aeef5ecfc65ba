import { ObservableV2 } from 'lib0/observable';
import * as Y from 'yjs';
import type { CellConfig } from '../../signaling/protocol.ts';
import { type CheckupSubject, wayOf } from './doctor/checkup.ts';
import { OwnChanges } from './holdings/own-changes.ts';
import type { PendingChanges } from './holdings/pending-changes.ts';
import { covers, type StateVector } from './holdings/state-vectors.ts';
import type { BoardKeys, SigningKeyPair } from './keys/board-keys.ts';
import type { Mailbox } from './mailbox/mailbox.ts';
import { type MailboxStore, openMailbox } from './mailbox/open-mailbox.ts';
import { watchNetwork } from './network-changes.ts';
import type { PeerLink } from './peer-link/peer-link.ts';
import { PictureExchange, type PictureShelf } from './pictures/picture-exchange.ts';
import { GESTURE_INTERVAL_MS, type LiveGesture } from './presence/gestures.ts';
import type { ReceivedLift } from './presence/lifts.ts';
import type { LiveLift } from './presence/live-lift.ts';
import { PRESENCE_INTERVAL_MS, type Presence } from './presence/presence.ts';
import { Throttle } from './presence/throttle.ts';
import { BoardRoom, type BoardRoomOptions, type Room } from './room/board-room.ts';
import { type CellConfigResult, signalUrl } from './room/cell-config.ts';
import { CellConfigReader } from './room/cell-config-reader.ts';
import { CopyComparison } from './room/copy-comparison.ts';
import { ANTI_ENTROPY_AFTER_MS, LinkedPeer } from './room/linked-peer.ts';
import { noticeOfRefusal } from './room/refusal-notice.ts';
import type { CellStatus, LinkRoute, StorageStatus, SyncNotice, SyncStatus } from './status.ts';
import { statusOf } from './status-of.ts';

/** State vectors are exchanged at most this often, and only when they change. */
export const HOLDINGS_INTERVAL_MS = 500;
/**
 * With more links than this, holdings go along with heartbeats: a message from each to each for
 * every change would be as many as their number squared.
 */
export const PROMPT_HOLDINGS_LINKS_MAX = 8;
/**
 * Where many hold the same, one that lacks something gets it from whoever waits least, not from all
 * at once: each waits a random part of this longer for each of them.
 */
const GAP_SPREAD_MS_PER_LINK = 60;
/** How often time alone is looked at: who has become unreachable, whose copy lacks something. */
const TICK_MS = 1_000;
/**
 * Presence is told again this often, in ticks, also when nothing has changed: one may be lost on its
 * way, and somebody who holds still would be shown where they were before (PR-01: within 15 s).
 */
const PRESENCE_TICKS = 10;
/** How often it is looked at whether a link runs another way now, in ticks. */
const ROUTE_TICKS = 5;
const STATUS_INTERVAL_MS = 100;
/** How long the copies of others are waited for where they come first. */
const PEERS_FIRST_MS = 30_000;

const aboutOf = ({ name, color }: Presence) => ({ name, color });

export interface BoardSyncOptions {
  readonly doc: Y.Doc;
  readonly keys: BoardKeys;
  readonly device: SigningKeyPair;
  /** http(s) origin of the cell at which the board's people meet. */
  readonly cellOrigin: string;
  /** The cell's last known configuration, used until it answers. */
  readonly cachedConfig: CellConfig | null;
  readonly presence: Presence;
  /** Changes that nobody else is known to hold: recorded by the caller, acknowledged here. */
  readonly pending: PendingChanges;
  readonly mailboxStore: MailboxStore;
  /**
   * The copy here was put aside for that of the others: the mailbox, to which it may have put what was
   * damaged, is read only when somebody's copy has come, or nobody was there for a while.
   */
  readonly peersFirst?: boolean;
  /** The board's pictures. Default: none are got or given. */
  readonly pictures?: PictureShelf;
  /** Default: a {@link BoardRoom} at the cell. */
  readonly openRoom?: (options: BoardRoomOptions) => Room;
}

interface BoardSyncEvents {
  status: (status: SyncStatus) => void;
  /** Somebody's presence changed, or a link came or went. */
  presence: (links: readonly LinkedPeer[]) => void;
  gesture: (personId: string, gesture: LiveGesture, ended: false | 'end' | 'cancel') => void;
  lift: (personId: string, lift: ReceivedLift) => void;
  /** A person's last link ended: whatever was shown of their gesture is void. */
  gone: (personId: string) => void;
  notice: (notice: SyncNotice) => void;
  /** All that waited in the mailbox has been read. */
  mailboxRead: () => void;
  /** The cell told its configuration; kept for offline use. */
  config: (config: CellConfig) => void;
  /** Some of them are held elsewhere now. */
  pending: () => void;
}

/**
 * One board's connection to its other copies: sends each local change once to every linked peer,
 * answers what others lack, and keeps the truth about who holds what.
 */
export class BoardSync extends ObservableV2<BoardSyncEvents> {
  readonly #options: BoardSyncOptions;
  readonly #doc: Y.Doc;
  readonly #room: Room;
  readonly #peers = new Map<PeerLink, LinkedPeer>();
  readonly #pending: PendingChanges;
  readonly #own: OwnChanges;
  readonly #holdingsThrottle = new Throttle(HOLDINGS_INTERVAL_MS, () => this.#tellHoldings());
  readonly #presenceThrottle = new Throttle(PRESENCE_INTERVAL_MS, () => this.#tellPresence());
  readonly #gestureThrottle = new Throttle(GESTURE_INTERVAL_MS, () => this.#tellGesture());
  readonly #statusThrottle = new Throttle(STATUS_INTERVAL_MS, () => this.#tellStatus());
  readonly #pictures: PictureExchange | null;
  readonly #comparison: CopyComparison;
  readonly #configReader: CellConfigReader;
  readonly #ticker: ReturnType<typeof setInterval>;
  readonly #stopWatching: () => void;
  #presence: Presence;
  #gesture: LiveGesture | null = null;
  #gestureLanded = false;
  #lift: LiveLift | null = null;
  #liftLanded = false;
  #holds: StateVector;
  #config: CellConfig | null;
  #cell: CellStatus;
  #storage: StorageStatus = { kind: 'ok' };
  #mailbox: Mailbox | null = null;
  #mailboxOpening = false;
  #ticks = 0;
  #noticesGiven = new Set<string>();
  #waitsForPeers: boolean;
  readonly #startedAtMs = performance.now();
  #destroyed = false;

  constructor(options: BoardSyncOptions) {
    super();
    this.#options = options;
    this.#waitsForPeers = options.peersFirst ?? false;
    this.#doc = options.doc;
    this.#presence = options.presence;
    this.#pending = options.pending;
    this.#own = new OwnChanges(options.pending.byClient);
    this.#config = options.cachedConfig;
    this.#cell = { origin: options.cellOrigin, problem: null };
    this.#holds = Y.decodeStateVector(Y.encodeStateVector(this.#doc));
    this.#configReader = new CellConfigReader({
      origin: options.cellOrigin,
      onResult: (result) => this.#configRead(result),
      isReached: () => this.#room.channelState.kind === 'open',
    });
    this.#pictures = options.pictures ? new PictureExchange(options.pictures) : null;
    const { openRoom = (room) => new BoardRoom(room) } = options;
    this.#room = openRoom({
      doc: options.doc,
      keys: options.keys,
      device: options.device,
      signalUrl: signalUrl(options.cellOrigin),
      iceServers: () => this.#config?.iceServers ?? [],
      about: aboutOf(options.presence),
    });
    this.#room.on('channel', (state) => {
      // On `open` and again whenever an attempt fails: that is when the reason is worth knowing.
      if (state.kind === 'open' || state.kind === 'waiting') this.#configReader.request();
      this.#statusThrottle.request();
    });
    this.#room.on('others', () => this.#statusThrottle.request());
    this.#room.on('link', (link, route) => this.#linked(link, route));
    this.#room.on('linkEnd', (link, end) => this.#unlinked(link, end.code === 'garbage'));
    this.#room.on('refused', ({ detail }) => {
      const notice = noticeOfRefusal(detail);
      if (notice) this.#notice(notice);
    });
    this.#room.on('mailbox', () => void this.#openMailbox());
    this.#room.on('wrongSecret', () => this.#notice({ code: 'room-wrong-secret' }));
    this.#room.on('cellGarbage', () => this.#notice({ code: 'cell-sent-garbage' }));
    this.#comparison = new CopyComparison({
      doc: options.doc,
      peers: () => this.#peers.values(),
      onDifference: ({ presence }) =>
        this.#notice({ code: 'copies-differ', name: presence?.name ?? '' }),
    });
    this.#doc.on('update', this.#changed);
    this.#ticker = setInterval(() => this.#tick(), TICK_MS);
    this.#stopWatching = watchNetwork(this.#networkChanged);
  }

  get status(): SyncStatus {
    return statusOf({
      links: [...this.#peers.values()],
      pendingForMs: this.#room.pendingForMs(),
      channel: this.#room.channelState,
      online: globalThis.navigator?.onLine !== false,
      holds: this.#holds,
      mailbox: this.#mailbox?.state ?? null,
      pending: this.#pending.byClient,
      own: this.#own,
      storage: this.#storage,
      cell: this.#cell,
    });
  }

  /** What there is to test of this board's connections. */
  get checkupSubject(): CheckupSubject {
    const channel = this.#room.channelState;
    return {
      origin: this.#options.cellOrigin,
      wayInUse: channel.kind === 'open' ? wayOf(channel.rung) : null,
      iceServers: this.#config?.iceServers ?? [],
      peers: [
        ...this.links.map(({ link, presence, route }) => ({
          name: presence?.name ?? '',
          route: route ?? 'direct',
          ping: () => link.ping(),
        })),
        ...this.#room.apartNames().map((name) => ({
          name,
          route: null,
          ping: () => Promise.resolve(false),
        })),
      ],
    };
  }

  get links(): readonly LinkedPeer[] {
    return [...this.#peers.values()];
  }

  /** What others see of this person: sent at most 20 times a second, and only when it changed. */
  setPresence(change: Partial<Presence>): void {
    this.#presence = { ...this.#presence, ...change };
    this.#presenceThrottle.request();
    this.#room.setAbout(aboutOf(this.#presence));
  }

  /**
   * The gesture in progress, shown to others while it lasts.
   * @param landed with null: whether the last one ended in the document
   */
  setGesture(gesture: LiveGesture | null, landed: boolean): void {
    this.#gesture = gesture;
    this.#gestureLanded = landed;
    this.#gestureThrottle.request();
    if (!gesture) this.#gestureThrottle.flush();
  }

  /**
   * The elements in this person's hand, shown to others until they are let go.
   * @param landed with null: whether the last ones ended in the document
   */
  setLift(lift: LiveLift | null, landed: boolean): void {
    this.#lift = lift;
    this.#liftLanded = landed;
    this.#gestureThrottle.request();
    if (!lift) this.#gestureThrottle.flush();
  }

  /** The board shows a picture that is not here. */
  wantPicture(hash: string): void {
    this.#pictures?.want(hash);
  }

  /** The board does not show it any more. */
  forgetPicture(hash: string): void {
    this.#pictures?.forget(hash);
  }

  setStorage(storage: StorageStatus): void {
    this.#storage = storage;
    this.#statusThrottle.request();
  }

  /** The window is about to close: what waits for more goes to the mailbox now. */
  flush(): void {
    this.#mailbox?.flush();
  }

  /** Tries at once what is waiting for its time. */
  retryNow(): void {
    this.#room.retryNow();
  }

  override destroy(): void {
    if (this.#destroyed) return;
    this.#destroyed = true;
    clearInterval(this.#ticker);
    for (const throttle of [
      this.#holdingsThrottle,
      this.#presenceThrottle,
      this.#gestureThrottle,
      this.#statusThrottle,
    ]) {
      throttle.stop();
    }
    this.#stopWatching();
    this.#doc.off('update', this.#changed);
    this.#comparison.destroy();
    this.#pictures?.destroy();
    this.#configReader.destroy();
    this.#mailbox?.destroy();
    this.#room.destroy();
    super.destroy();
  }

  readonly #networkChanged = (): void => {
    this.#room.recover();
    this.#statusThrottle.request();
  };

  readonly #changed = (
    update: Uint8Array,
    _origin: unknown,
    doc: Y.Doc,
    transaction: Y.Transaction,
  ): void => {
    this.#holds = Y.decodeStateVector(Y.encodeStateVector(doc));
    this.#comparison.changed();
    if (transaction.local) {
      this.#own.record(doc.clientID, Y.getState(doc.store, doc.clientID));
      if (this.#peers.size > 0) this.#own.sent();
      for (const peer of this.#peers.values()) {
        peer.link.sendChange(update);
        peer.sentChange();
      }
    }
    this.#holdingsThrottle.request();
    this.#statusThrottle.request();
  };

  #linked(link: PeerLink, route: () => Promise<LinkRoute | null>): void {
    const { peer } = link;
    if (!peer) return;
    const linked = new LinkedPeer(link, peer, this.#doc, route, {
      onChange: () => this.#peerChanged(linked),
      onGesture: (gesture, ended) => this.emit('gesture', [linked.personId, gesture, ended]),
      onLift: (lift) => this.emit('lift', [linked.personId, lift]),
      onDigest: (payload) => {
        if (!this.#comparison.received(linked, payload)) {
          link.end({ code: 'garbage', detail: 'unreadable digest' });
        }
      },
      onGarbage: (detail) => link.end({ code: 'garbage', detail }),
    });
    this.#peers.set(link, linked);
    this.#own.sent();
    this.#pictures?.linked(link);
    linked.introduce(this.#presence);
    linked.tellHoldings(this.#holds, false);
    linked.tellGesture(this.#gesture, this.#gestureLanded);
    linked.tellLift(this.#lift, this.#liftLanded);
    this.#statusThrottle.request();
    void linked.askRoute();
  }

  #unlinked(link: PeerLink, garbage: boolean): void {
    const gone = this.#peers.get(link);
    if (!gone) return;
    this.#peers.delete(link);
    this.#pictures?.unlinked(link);
    const name = gone.presence?.name ?? '';
    if (garbage) this.#notice({ code: 'peer-sent-garbage', name });
    if (!this.links.some(({ personId }) => personId === gone.personId)) {
      this.emit('gone', [gone.personId]);
    }
    this.emit('presence', [this.links]);
    this.#statusThrottle.request();
  }

  #peerChanged(peer: LinkedPeer): void {
    // Only somebody who may edit can hand a change on, so only they count as holders of ours.
    if (peer.admitted === 'editor' && this.#pending.acknowledge(peer.holds)) {
      this.emit('pending', []);
    }
    this.emit('presence', [this.links]);
    this.#statusThrottle.request();
  }

  /** Once both the room is open and the cell is known to keep mailboxes. */
  async #openMailbox(): Promise<void> {
    const port = this.#room.mailbox;
    if (!port || !this.#config?.mailbox || this.#mailboxOpening || this.#waitsForPeers) return;
    this.#mailboxOpening = true;
    const { doc, keys, device, mailboxStore } = this.#options;
    const mailbox = await openMailbox({ doc, keys, device, port, store: mailboxStore });
    if (this.#destroyed) {
      mailbox.destroy();
      return;
    }
    this.#mailbox = mailbox;
    mailbox.on('state', ({ holds, usage }) => {
      if (usage) this.emit('mailboxRead', []);
      if (this.#pending.acknowledge(holds)) this.emit('pending', []);
      this.#statusThrottle.request();
    });
  }

  #tellHoldings(): void {
    const patient = this.#peers.size > PROMPT_HOLDINGS_LINKS_MAX;
    for (const peer of this.#peers.values()) peer.tellHoldings(this.#holds, patient);
  }

  #tellPresence(): void {
    let allSent = true;
    for (const peer of this.#peers.values()) {
      allSent = peer.tellPresence(this.#presence) && allSent;
    }
    if (!allSent) this.#presenceThrottle.request();
  }

  #tellGesture(): void {
    for (const peer of this.#peers.values()) {
      peer.tellGesture(this.#gesture, this.#gestureLanded);
      peer.tellLift(this.#lift, this.#liftLanded);
    }
  }

  #tellStatus(): void {
    this.emit('status', [this.status]);
  }

  #tick(): void {
    this.#ticks += 1;
    if (this.#ticks % PRESENCE_TICKS === 0) this.#presenceThrottle.request();
    const { size } = this.#peers;
    const spreadMs = size > PROMPT_HOLDINGS_LINKS_MAX ? size * GAP_SPREAD_MS_PER_LINK : 0;
    for (const peer of this.#peers.values()) {
      peer.fillGaps(this.#holds, ANTI_ENTROPY_AFTER_MS + Math.random() * spreadMs);
      if (peer.route === null || this.#ticks % ROUTE_TICKS === 0) void peer.askRoute();
    }
    if (this.#waitsForPeers) this.#lookForPeersCopy();
    this.#comparison.tick(this.#holds);
    this.#statusThrottle.request();
  }

  #lookForPeersCopy(): void {
    const hasCome = this.links.some(
      ({ admitted, holds }) =>
        admitted === 'editor' && holds.size > 0 && covers(this.#holds, holds),
    );
    const waitedMs = performance.now() - this.#startedAtMs;
    if (!hasCome && waitedMs < PEERS_FIRST_MS) return;
    this.#waitsForPeers = false;
    void this.#openMailbox();
  }

  /** Each kind of notice about each person is given once a session. */
  #notice(notice: SyncNotice): void {
    const key = JSON.stringify(notice);
    if (this.#noticesGiven.has(key)) return;
    this.#noticesGiven.add(key);
    this.emit('notice', [notice]);
  }

  #configRead(result: CellConfigResult): void {
    if (result.ok) {
      this.#config = result.config;
      this.emit('config', [result.config]);
      void this.#openMailbox();
    }
    const problem = result.ok ? null : { code: result.code, message: result.message };
    this.#cell = { ...this.#cell, problem };
    this.#statusThrottle.request();
  }
}
