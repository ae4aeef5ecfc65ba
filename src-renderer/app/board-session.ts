import * as Y from 'yjs';
import { type BoardChange, changesContent } from '../board/board-change.ts';
import { BoardDocument } from '../board/board-document.ts';
import { Conflicts } from '../board/conflicts/conflicts.ts';
import type { Editor } from '../canvas/editor.ts';
import { RemoteCursors } from '../canvas/remote-cursors.ts';
import { RemoteGestures } from '../canvas/remote-gestures.ts';
import { createStore, type ReadonlyStore, type Store } from '../canvas/store.ts';
import { encodeBoardFile } from '../formats/board-file/board-file.ts';
import { BoardStorage } from '../storage/board-storage.ts';
import type { KnownCopy, Registry, StoredBoard } from '../storage/registry.ts';
import { BoardSync } from '../sync/board-sync.ts';
import { Checkup } from '../sync/doctor/checkup.ts';
import {
  type ReadExchange,
  readExchangeFile,
  writeExchangeFile,
} from '../sync/exchange/exchange-file.ts';
import { PendingChanges } from '../sync/holdings/pending-changes.ts';
import type { StateVector } from '../sync/holdings/state-vectors.ts';
import { type BoardKeys, deriveBoardKeys } from '../sync/keys/board-keys.ts';
import { formatAppLink, formatWebLink } from '../sync/keys/board-link.ts';
import { toBase64Url } from '../sync/keys/bytes.ts';
import { Mailbox } from '../sync/mailbox/mailbox.ts';
import { turn } from '../sync/peer-link/next-turn.ts';
import { sliceUpdate } from '../sync/peer-link/update-slices.ts';
import type { Presence } from '../sync/presence/presence.ts';
import { Throttle } from '../sync/presence/throttle.ts';
import type { PersonColor, SyncNotice, SyncStatus } from '../sync/status.ts';
import { statusOf } from '../sync/status-of.ts';
import { createEditor } from '../tools/create-editor.ts';
import { AwayWatch } from './away-watch.ts';
import { cachedCellConfig } from './cell-memory.ts';
import { connectEditor } from './connect-editor.ts';
import { Follow } from './follow.ts';
import { keepCopy } from './keep-copy.ts';
import { KnownCopies } from './known-copies.ts';
import { markWhenPainted } from './mark-when-painted.ts';
import { BoardPictures } from './pictures/board-pictures.ts';
import { type Profile, saveProfile } from './profile.ts';
import { RemotePeople } from './remote-people.ts';
import { rememberStyles } from './style-memory.ts';

/** Unshared changes are written down this soon after they happen. */
const PENDING_SAVE_MS = 200;
/** A window that closes waits so long for others to have what was changed last. */
const HAND_OVER_MS = 1_500;
/** When the board was changed last is written down this often while it changes. */
const CHANGED_SAVE_MS = 2_000;

export interface BoardSessionOptions {
  readonly registry: Registry;
  readonly stored: StoredBoard;
  readonly profile: Profile;
  /** Origin of this host's own cell; null when it has none. */
  readonly ownCell: string | null;
  readonly personColor: (color: PersonColor) => string;
  /** The copy here was put aside for that of the others. Default: false. */
  readonly peersFirst?: boolean;
  /** What is to be told from the start. Default: nothing. */
  readonly notices?: readonly SyncNotice[];
}

/**
 * One open board with everything that belongs to it: document, storage, editor, connection, people.
 * Local first: it is there and editable before anything else answers.
 */
export class BoardSession {
  readonly board: BoardDocument;
  readonly editor: Editor;
  readonly keys: BoardKeys;
  readonly remoteCursors = new RemoteCursors();
  readonly remoteGestures = new RemoteGestures();
  readonly people: RemotePeople;
  readonly pictures: BoardPictures;
  /** What this person and somebody else have changed at once. */
  readonly conflicts: Conflicts;
  /** Whose view this window shows. */
  readonly follow: Follow;
  /** What others did while this person, or they, were away. */
  readonly away: AwayWatch;
  readonly status: ReadonlyStore<SyncStatus>;
  readonly notices: ReadonlyStore<readonly SyncNotice[]>;
  readonly profile: ReadonlyStore<Profile>;
  /** Http(s) origin of the cell in use. */
  readonly cell: ReadonlyStore<string | null>;
  /** Whether what is stored here has been read. */
  readonly loaded: ReadonlyStore<boolean>;

  readonly #options: BoardSessionOptions;
  readonly #doc = new Y.Doc();
  readonly #storage: BoardStorage;
  readonly #status: Store<SyncStatus>;
  readonly #notices = createStore<readonly SyncNotice[]>([]);
  readonly #profile: Store<Profile>;
  readonly #cell: Store<string | null>;
  readonly #loaded = createStore(false);
  readonly #savePending = new Throttle(PENDING_SAVE_MS, () => void this.#writePending());
  readonly #saveChanged = new Throttle(
    CHANGED_SAVE_MS,
    () => void this.#remember({ changedAtMs: Date.now() }),
  );
  readonly #stops: (() => void)[] = [];
  readonly #storageOrigins = new WeakSet<object>();
  readonly #copies: KnownCopies;
  #pending = new PendingChanges();
  #savedClients = new Set<number>();
  #stored: StoredBoard;
  #sync: BoardSync | null = null;
  #stopSharing: () => void = () => undefined;
  #copyKept = false;
  #destroyed = false;

  constructor(options: BoardSessionOptions) {
    this.#options = options;
    this.#stored = options.stored;
    this.#notices.set(options.notices ?? []);
    const { profile, stored } = options;
    this.keys = deriveBoardKeys(stored.editSecret, stored.ownerPublicKey);
    this.#copies = new KnownCopies(options.registry, stored.id);
    this.#profile = createStore(profile);
    this.profile = this.#profile;
    this.#cell = createStore(stored.cellOrigin ?? options.ownCell);
    this.cell = this.#cell;
    this.loaded = this.#loaded;
    this.notices = this.#notices;
    this.board = new BoardDocument({
      doc: this.#doc,
      author: { personId: profile.personId, name: profile.name },
    });
    this.#doc.on('afterTransaction', this.#recordChange);
    this.#storage = new BoardStorage(stored.id, this.#doc, (origin) => {
      this.board.addStorageOrigin(origin);
      this.#storageOrigins.add(origin);
    });
    this.conflicts = new Conflicts({
      board: this.board,
      personId: profile.personId,
      isStorage: (origin) =>
        typeof origin === 'object' && origin !== null && this.#storageOrigins.has(origin),
    });
    this.away = new AwayWatch({
      board: this.board,
      personId: profile.personId,
      conflictsFound: () => this.conflicts.found,
      isMailbox: (origin) => origin instanceof Mailbox,
    });
    // Before the editor hears of it, which lets go of what is gone.
    this.#stops.push(this.board.onChange((change) => this.#noteLost(change)));
    this.editor = createEditor({ board: this.board });
    this.follow = new Follow({
      editor: this.editor,
      isStill: () => globalThis.matchMedia?.('(prefers-reduced-motion: reduce)').matches ?? false,
    });
    this.pictures = new BoardPictures({
      board: this.board,
      blobs: this.editor.pictures,
      store: options.registry.pictures,
    });
    this.#stops.push(rememberStyles(this.editor.styles));
    this.people = new RemotePeople({
      cursors: this.remoteCursors,
      gestures: this.remoteGestures,
      lifts: this.editor.remoteLifts,
      lasers: this.editor.lasers,
      colorOf: options.personColor,
      isOnBoard: (id) => this.board.get(id) !== undefined,
      isPaused: () => this.board.live.isPaused,
    });
    this.#stops.push(this.remoteGestures.follow(this.board));
    this.#status = createStore(this.#currentStatus());
    this.status = this.#status;
    this.#storage.on('state', (state) => {
      this.#sync?.setStorage(state);
      this.#tellStatus();
    });
    this.#stops.push(
      this.board.onChange((change) => {
        if (change.nameChanged) void this.#remember({ name: this.board.name });
        if (!change.loaded && changesContent(change)) this.#saveChanged.request();
      }),
    );
    void this.#start();
  }

  /** The whole board as a file, with the pictures that are here. Null: there is too much of it. */
  async encode(): Promise<Uint8Array | null> {
    const update = Y.encodeStateAsUpdate(this.#doc);
    return encodeBoardFile(update, await this.pictures.files());
  }

  /** Puts the content of a copy into this board, which should be empty. */
  importUpdate(update: Uint8Array): void {
    Y.applyUpdate(this.#doc, update, 'file');
  }

  /** Other people's copies, as far as they are known; the last heard of first. */
  async knownCopies(): Promise<KnownCopy[]> {
    this.#copies.flush();
    return this.#options.registry.copies(this.#stored.id);
  }

  /** What the copy of this window holds; equal while nothing is new. */
  stateVector(): string {
    return toBase64Url(Y.encodeStateVector(this.#doc));
  }

  /** The changes that a copy lacks, or all, as a file for whoever has this board's link. */
  exportChanges(since?: StateVector): Promise<Uint8Array> {
    const { name, device } = this.#profile.get();
    return writeExchangeFile({ doc: this.#doc, keys: this.keys, device, name, since });
  }

  /** Merges the changes of a file, if the board's edit key has signed them; else they are only read. */
  async mergeChanges(file: Uint8Array): Promise<ReadExchange> {
    const read = await readExchangeFile(file, this.keys);
    if (!read.ok || !read.isSigned) return read;
    this.away.expect(read.holds);
    for (const slice of sliceUpdate(read.update)) {
      Y.applyUpdate(this.#doc, slice, 'file');
      await turn();
      if (this.#destroyed) break;
    }
    this.#copies.note(read.personId, read.name, read.holds);
    return read;
  }

  /** The board's entry in the registry. */
  get stored(): StoredBoard {
    return this.#stored;
  }

  /** The board's links at a cell; those at the cell in use when none is given. */
  links(cell: string | null = this.#cell.get()): { web: string; app: string } | null {
    if (cell === null) return null;
    const { editSecret, ownerPublicKey } = this.#stored;
    const link = { cell, editSecret, ownerPublicKey };
    return { web: formatWebLink(link), app: formatAppLink(link) };
  }

  /** Moves the board's meeting place; null = this host's own cell. Everybody needs the new link. */
  async moveToCell(origin: string | null): Promise<void> {
    await this.#remember({ cellOrigin: origin });
    this.#cell.set(origin ?? this.#options.ownCell);
    this.#disconnect();
    await this.#connect();
  }

  retryNow(): void {
    this.#sync?.retryNow();
  }

  /** A check of everything that this board's connections run on, not begun yet. */
  newCheckup(): Checkup {
    return new Checkup(
      this.#sync?.checkupSubject ?? {
        origin: this.#cell.get(),
        wayInUse: null,
        iceServers: [],
        peers: [],
      },
    );
  }

  /** Shows nothing of what others do until it is asked for again; it is merged and stored meanwhile. */
  setPaused(isPaused: boolean): void {
    const { live } = this.board;
    if (isPaused) live.pause();
    else live.resume();
    this.people.pauseChanged();
  }

  dismissNotice(notice: SyncNotice): void {
    this.#notices.set(this.#notices.get().filter((other) => other !== notice));
  }

  /** A person's new name or colour, for others, for the document and for the next board. */
  async setProfile(change: { name?: string; color?: PersonColor }): Promise<void> {
    const profile = { ...this.#profile.get(), ...change };
    this.#profile.set(profile);
    this.#sync?.setPresence({ name: profile.name, color: profile.color });
    this.board.setAuthor({ personId: profile.personId, name: profile.name });
    await saveProfile(this.#options.registry, profile);
  }

  /** Ends the session once all that was drawn is in storage. A gesture in progress is dropped. */
  async close(): Promise<void> {
    if (this.#destroyed) return;
    this.editor.cancelGesture();
    this.#sync?.flush();
    await Promise.all([this.#writePending(), this.#storage.flush(), this.#handedOver()]);
    this.destroy();
    await this.#storage.closed;
  }

  /** Waits a moment for changes that are on their way to somebody. */
  async #handedOver(): Promise<void> {
    if (this.#status.get().closing.kind !== 'on-the-way') return;
    await new Promise<void>((resolve) => {
      const end = (): void => {
        clearTimeout(timer);
        stop();
        resolve();
      };
      const timer = setTimeout(end, HAND_OVER_MS);
      const stop = this.#status.subscribe(() => {
        if (this.#status.get().closing.kind !== 'on-the-way') end();
      });
    });
  }

  destroy(): void {
    if (this.#destroyed) return;
    this.#destroyed = true;
    this.#savePending.flush();
    this.#sync?.flush();
    this.#saveChanged.flush();
    this.#copies.flush();
    this.#disconnect();
    for (const stop of this.#stops) stop();
    this.follow.destroy();
    this.pictures.destroy();
    this.editor.destroy();
    this.conflicts.destroy();
    this.away.destroy();
    this.#doc.off('afterTransaction', this.#recordChange);
    this.#storage.destroy();
    this.board.destroy();
    this.#doc.destroy();
  }

  async #start(): Promise<void> {
    const { registry } = this.#options;
    const [stored, openConflicts] = await Promise.all([
      registry.pending(this.#stored.id),
      registry.conflicts(this.#stored.id),
      this.#storage.loaded,
      this.#remember({ openedAtMs: Date.now() }),
    ]);
    if (this.#destroyed) return;
    const pending = new PendingChanges(stored);
    this.#savedClients = new Set(stored.keys());
    // Those made while the stored ones were read.
    for (const [client, clocks] of this.#pending.byClient) {
      for (const clock of clocks) pending.record(client, clock);
    }
    this.#pending = pending;
    this.conflicts.restore(openConflicts);
    this.#stops.push(
      this.conflicts.subscribe((list) => {
        void registry.saveConflicts(this.#stored.id, list);
      }),
    );
    if (this.#storage.damagedParts > 0) await this.#tellNotice({ code: 'stored-part-damaged' });
    this.away.opened(Y.encodeStateVector(this.#doc).length > 1);
    this.#loaded.set(true);
    markWhenPainted(this.editor.painted);
    await this.#connect();
    this.#tellStatus();
  }

  /** What somebody else has deleted while this person was moving it may be brought back. */
  #noteLost({ local, loaded, removed, by }: BoardChange): void {
    const lift = this.editor?.lift.get();
    if (local || loaded || !lift || lift.copies) return;
    for (const { id } of removed) {
      if (!lift.ids.has(id)) continue;
      const personId = by.get(id) ?? '';
      const name = this.#status.get().people.find((person) => person.personId === personId)?.name;
      this.conflicts.lost(id, { personId, name: name ?? '' });
    }
  }

  async #connect(): Promise<void> {
    const cellOrigin = this.#cell.get();
    if (cellOrigin === null || this.#destroyed) return;
    const cachedConfig = await cachedCellConfig(this.#options.registry, cellOrigin);
    if (this.#destroyed || this.#cell.get() !== cellOrigin) return;
    const sync = new BoardSync({
      doc: this.#doc,
      keys: this.keys,
      device: this.#profile.get().device,
      cellOrigin,
      cachedConfig,
      presence: this.#ownPresence(),
      pending: this.#pending,
      peersFirst: this.#options.peersFirst ?? false,
      pictures: this.pictures,
      mailboxStore: this.#options.registry.mailboxMemory(this.#stored.id, cellOrigin),
    });
    this.#sync = sync;
    sync.setStorage(this.#storage.state);
    sync.on('status', () => this.#tellStatus());
    sync.on('pending', () => this.#savePending.request());
    sync.on('presence', (links) => {
      this.people.showPresence(links);
      this.away.linksChanged(links);
      this.follow.linksChanged(links);
      this.#copies.linksChanged(links);
    });
    sync.on('mailboxRead', () => this.away.mailboxRead());
    sync.on('gesture', (...args) => this.people.showGesture(...args));
    sync.on('lift', (...args) => this.people.showLift(...args));
    sync.on('gone', (personId) => this.people.clear(personId));
    sync.on('notice', (notice) => void this.#tellNotice(notice));
    sync.on('config', (config) => {
      void this.#options.registry.saveCell({ origin: cellOrigin, config, usedAtMs: Date.now() });
    });
    this.pictures.seekIn(sync);
    this.#stopSharing = connectEditor(this.editor, sync);
    this.#tellStatus();
  }

  async #tellNotice(notice: SyncNotice): Promise<void> {
    if (notice.code === 'copies-differ' && !this.#copyKept) {
      this.#copyKept = true;
      const { personId, name } = this.#profile.get();
      await keepCopy(this.#options.registry, { personId, name }, this.board);
    }
    this.#notices.set([...this.#notices.get(), notice]);
  }

  #disconnect(): void {
    const sync = this.#sync;
    this.#sync = null;
    this.#stopSharing();
    this.pictures.seekIn(null);
    sync?.destroy();
    this.people.showPresence([]);
    this.follow.linksChanged([]);
  }

  #ownPresence(): Presence {
    const { name, color } = this.#profile.get();
    return { name, color, tool: this.editor.tool.get(), cursor: null, selection: [] };
  }

  readonly #recordChange = ({ local, doc, beforeState, afterState }: Y.Transaction): void => {
    // What only deletes advances the clock as well: by the mark that it leaves.
    const clock = afterState.get(doc.clientID) ?? 0;
    if (!local || clock === (beforeState.get(doc.clientID) ?? 0)) return;
    this.#pending.record(doc.clientID, clock);
    this.#savePending.request();
    this.#tellStatus();
  };

  async #writePending(): Promise<void> {
    const { registry } = this.#options;
    const { byClient } = this.#pending;
    const gone = [...this.#savedClients].filter((client) => !byClient.has(client));
    this.#savedClients = new Set(byClient.keys());
    await Promise.all([
      ...[...byClient].map(([client, clocks]) =>
        registry.savePending(this.#stored.id, client, clocks),
      ),
      ...gone.map((client) => registry.savePending(this.#stored.id, client, [])),
    ]);
  }

  async #remember(change: Partial<StoredBoard>): Promise<void> {
    this.#stored = { ...this.#stored, ...change };
    await this.#options.registry.saveBoard(this.#stored);
  }

  #currentStatus(): SyncStatus {
    return (
      this.#sync?.status ??
      statusOf({
        links: [],
        pendingForMs: [],
        channel: this.#cell.get() === null ? null : { kind: 'connecting' },
        online: globalThis.navigator?.onLine !== false,
        holds: new Map(),
        mailbox: null,
        pending: this.#pending.byClient,
        storage: this.#storage.state,
        cell: { origin: this.#cell.get(), problem: null },
      })
    );
  }

  #tellStatus(): void {
    const status = this.#currentStatus();
    this.away.connectionChanged(status.connection);
    // Listeners are React components: equal values must not make them render again.
    if (JSON.stringify(status) !== JSON.stringify(this.#status.get())) this.#status.set(status);
  }
}
