import { expect } from '@playwright/test';
import { fromBase64, toBase64 } from 'lib0/buffer';
import { nanoid } from 'nanoid';
import type { Browser, Page } from 'playwright-core';
import {
  FRAME_HEADER_BYTES,
  FrameReader,
  FrameWriter,
} from '../../src-renderer/sync/peer-link/frames.ts';
import {
  type Fingerprints,
  Handshake,
  type LinkIdentity,
} from '../../src-renderer/sync/peer-link/handshake.ts';
import { MESSAGE_MAX_BYTES } from '../../src-renderer/sync/peer-link/limits.ts';
import { MESSAGE, type MessageKind, withKind } from '../../src-renderer/sync/peer-link/messages.ts';
import { fingerprintOf } from '../../src-renderer/sync/peer-link/rtc-wire.ts';
import type { Signal } from '../../src-renderer/sync/peer-link/signals.ts';
import type { WireChannel } from '../../src-renderer/sync/peer-link/wire.ts';
import { launchBrowser } from '../support/launch.ts';
import { installPuppet, PUPPET_TELLS, type PuppetCall, type PuppetEvent } from './puppet-page.ts';
import { type RoomAccess, RoomMember } from './room-member.ts';

interface ReceivedMessage {
  readonly kind: number;
  readonly payload: Uint8Array;
}

type CallPage = (...call: PuppetCall) => Promise<unknown>;

/** The hostile end of one connection to one victim. */
export class HostileLink {
  /** Messages from the victim, in their order, without its heartbeats. */
  readonly received: ReceivedMessage[] = [];
  /** The cell at which the victim was met. */
  readonly cellUrl: string;
  /** Null until the connection is open. */
  fingerprints: Fingerprints | null = null;
  closed = false;
  readonly #call: CallPage;
  readonly #wire: string;
  readonly #frames = new FrameReader();
  readonly #raw: { readonly channel: WireChannel; readonly bytes: Uint8Array }[] = [];
  #relayTo: HostileLink | null = null;
  #relayed: Promise<void> = Promise.resolve();
  #proofAfter: Promise<void> = Promise.resolve();

  /** @param wire the victim's name of the connection */
  constructor(wire: string, cellUrl: string, call: CallPage) {
    this.#wire = wire;
    this.cellUrl = cellUrl;
    this.#call = call;
  }

  async sendRaw(channel: WireChannel, bytes: Uint8Array): Promise<void> {
    if (!this.closed) await this.#call('sendBytes', this.#wire, channel, toBase64(bytes));
  }

  async sendText(channel: WireChannel, text: string): Promise<void> {
    await this.#call('sendText', this.#wire, channel, text);
  }

  /** A well-framed message on the bulk channel. */
  async send(kind: number, payload: Uint8Array): Promise<void> {
    const frames = new FrameWriter(withKind(kind as MessageKind, payload));
    while (!frames.done) await this.sendRaw('bulk', frames.next());
  }

  async sendFast(kind: number, payload: Uint8Array): Promise<void> {
    await this.sendRaw('fast', withKind(kind as MessageKind, payload));
  }

  /** The payload of the first message of a kind, once it has come. */
  async next(kind: MessageKind): Promise<Uint8Array> {
    const find = (): ReceivedMessage | undefined =>
      this.received.find((message) => message.kind === kind);
    await this.until(() => find() !== undefined);
    return find()?.payload ?? new Uint8Array(0);
  }

  /** Waits until enough has come. @throws as soon as the victim ends the link */
  async until(enough: () => boolean): Promise<void> {
    await expect
      .poll(() => (enough() ? 'enough' : this.closed ? 'closed' : 'waiting'))
      .not.toBe('waiting');
    if (!enough()) throw new LinkEndedError();
  }

  async hasEnded(): Promise<void> {
    await expect.poll(() => this.closed, { message: 'the victim keeps the link' }).toBe(true);
  }

  /** An honest handshake; `change` may falsify the proof, knowing the victim's. */
  async shakeHands(
    identity: LinkIdentity,
    change: (own: Uint8Array, victims: Uint8Array) => Uint8Array = (own) => own,
  ): Promise<void> {
    if (!this.fingerprints) throw new Error('the connection is not open');
    const handshake = new Handshake(identity, this.fingerprints);
    await this.send(MESSAGE.hello, handshake.hello());
    const answer = handshake.receiveHello(await this.next(MESSAGE.hello));
    if (!answer.ok) throw new Error(`the victim's hello is refused: ${answer.code}`);
    await this.send(MESSAGE.proof, change(answer.proof, await this.next(MESSAGE.proof)));
  }

  /**
   * Hands all that this victim sent and will send to the other one, as it is.
   * @param proofAfter when to hand over the proof: whoever refuses first also ends the other's chance
   */
  relayTo(other: HostileLink, proofAfter: Promise<void> = Promise.resolve()): void {
    this.#relayTo = other;
    this.#proofAfter = proofAfter;
    for (const { channel, bytes } of this.#raw.splice(0)) this.#relay(channel, bytes);
  }

  receive(channel: WireChannel, bytes: Uint8Array): void {
    this.#relay(channel, bytes);
    const message = channel === 'fast' ? bytes : this.#read(bytes);
    if (message && message[0] !== MESSAGE.heartbeat) {
      this.received.push({ kind: message[0] ?? 0, payload: message.subarray(1) });
    }
  }

  #relay(channel: WireChannel, bytes: Uint8Array): void {
    const other = this.#relayTo;
    if (!other) {
      this.#raw.push({ channel, bytes });
      return;
    }
    const isProof = channel === 'bulk' && bytes[FRAME_HEADER_BYTES] === MESSAGE.proof;
    this.#relayed = this.#relayed
      .then(() => (isProof ? this.#proofAfter : undefined))
      .then(() => other.sendRaw(channel, bytes));
  }

  #read(frame: Uint8Array): Uint8Array | null {
    const read = this.#frames.push(frame, MESSAGE_MAX_BYTES);
    if (!read.ok) throw new Error(`the victim sent garbage: ${read.code}`);
    return read.message;
  }
}

class LinkEndedError extends Error {
  override name = 'LinkEndedError';
  override message = 'the victim has ended the link';
}

/** A busy machine may take longer over a handshake than a victim waits. */
const MEETINGS_MAX = 4;

/**
 * Somebody who is in a board's room at a cell and has a real browser, but plays by no rule. The
 * browser does WebRTC only; what is said in the room and on the connections is decided here.
 */
export class HostilePeer {
  readonly #browser: Browser;
  readonly #page: Page;
  readonly #rooms: RoomMember[] = [];
  /** By the victims' names of the connections. */
  readonly #links = new Map<string, HostileLink>();
  readonly #tellVictim = new Map<string, (signal: Signal) => Promise<void>>();

  #onOpen: (link: HostileLink) => void = () => undefined;

  private constructor(browser: Browser, page: Page) {
    this.#browser = browser;
    this.#page = page;
  }

  static async arrive(): Promise<HostilePeer> {
    const browser = await launchBrowser();
    const page = await browser.newPage();
    const peer = new HostilePeer(browser, page);
    await page.exposeFunction(PUPPET_TELLS, (event: PuppetEvent) => peer.#pageTells(event));
    await page.evaluate(installPuppet);
    return peer;
  }

  /** Enters a room and has everybody there connect to this peer, under a name not used before. */
  async enter(cellUrl: string, access: RoomAccess, peerId = nanoid()): Promise<RoomMember> {
    const room: RoomMember = await RoomMember.join(cellUrl, access, (announcement) => {
      if (announcement.type !== 'signal' || announcement.to !== peerId) return;
      const { from, signal } = announcement;
      void this.#hear(signal, cellUrl, (answer) =>
        room.say({ type: 'signal', from: peerId, to: from, signal: answer }),
      );
    });
    this.#rooms.push(room);
    await room.say({ type: 'announce', from: peerId });
    return room;
  }

  /** Waits until this many connections are open, and gives those. */
  async linked(count: number): Promise<readonly HostileLink[]> {
    const open = (): HostileLink[] =>
      [...this.#links.values()].filter(({ fingerprints }) => fingerprints !== null);
    await expect.poll(() => open().length, { message: 'connections' }).toBe(count);
    return open();
  }

  /**
   * Leaves all rooms, enters one in which there are `people` others, and is connected to each.
   * @param open what to do as soon as a connection is open: a victim waits a few seconds only
   */
  async meet(
    cellUrl: string,
    access: RoomAccess,
    people: number,
    open: (link: HostileLink) => Promise<void> = async () => undefined,
  ): Promise<readonly HostileLink[]> {
    for (let meeting = 1; ; meeting++) {
      await this.leave();
      const opened: Promise<void>[] = [];
      this.#onOpen = (link) => {
        const done = open(link);
        opened.push(done);
        // A victim that links again later may end that too; the first meeting is looked at below.
        done.catch((error: unknown) => {
          if (!(error instanceof LinkEndedError)) throw error;
        });
      };
      await this.enter(cellUrl, access);
      const links = await this.linked(people);
      const failure = (await Promise.allSettled(opened)).find(
        ({ status }) => status === 'rejected',
      );
      if (failure?.status !== 'rejected') return links;
      const isLate = failure.reason instanceof LinkEndedError && meeting < MEETINGS_MAX;
      if (!isLate) throw failure.reason;
    }
  }

  /** Ends all that was begun; the browser stays for the next attack. */
  async leave(): Promise<void> {
    for (const room of this.#rooms.splice(0)) room.leave();
    for (const wire of this.#links.keys()) await this.#call('close', wire);
    this.#links.clear();
    this.#onOpen = () => undefined;
    this.#tellVictim.clear();
  }

  async done(): Promise<void> {
    await this.leave();
    await this.#browser.close();
  }

  readonly #call: CallPage = (...call) =>
    this.#page.evaluate(([method, ...args]) => {
      const { puppet } = globalThis as unknown as {
        puppet: Record<string, (...args: readonly unknown[]) => unknown>;
      };
      return puppet[method]?.(...args);
    }, call);

  async #hear(
    signal: Signal,
    cellUrl: string,
    tellVictim: (signal: Signal) => Promise<void>,
  ): Promise<void> {
    const { session } = signal;
    if (signal.type === 'candidate') {
      if (this.#links.has(session)) await this.#call('addCandidate', session, signal.candidate);
      return;
    }
    if (signal.description.type !== 'offer' || this.#links.has(session)) return;
    this.#links.set(session, new HostileLink(session, cellUrl, this.#call));
    this.#tellVictim.set(session, tellVictim);
    const sdp = await this.#call('answer', session, signal.description.sdp);
    await tellVictim({
      type: 'description',
      session: ownSession(session),
      inReplyTo: session,
      description: { type: 'answer', sdp: String(sdp) },
    });
  }

  async #pageTells(event: PuppetEvent): Promise<void> {
    const link = this.#links.get(event.wire);
    if (!link) return;
    switch (event.kind) {
      case 'candidate':
        await this.#tellVictim.get(event.wire)?.(candidateSignal(event.wire, event.candidate));
        return;
      case 'open':
        link.fingerprints = fingerprintsOf(event);
        this.#onOpen(link);
        return;
      case 'message':
        link.receive(event.channel, fromBase64(event.data));
        return;
      case 'close':
        link.closed = true;
    }
  }
}

/** Our name for the connection that a victim's session offered. */
const ownSession = (theirs: string): string => `hostile-${theirs}`.slice(0, 32);

const candidateSignal = (session: string, candidate: RTCIceCandidateInit): Signal => ({
  type: 'candidate',
  session: ownSession(session),
  candidate: {
    candidate: candidate.candidate ?? '',
    sdpMid: candidate.sdpMid ?? null,
    sdpMLineIndex: candidate.sdpMLineIndex ?? null,
    usernameFragment: candidate.usernameFragment ?? null,
  },
});

function fingerprintsOf({
  localSdp,
  remoteSdp,
}: Extract<PuppetEvent, { kind: 'open' }>): Fingerprints {
  const local = fingerprintOf(localSdp);
  const remote = fingerprintOf(remoteSdp);
  if (!local || !remote) throw new Error('a connection without fingerprints');
  return { local, remote };
}
