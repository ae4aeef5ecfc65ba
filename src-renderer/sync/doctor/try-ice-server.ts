import type { IceTarget } from './ice-servers.ts';
import { type FailureCode, fails, type Outcome, WORKS } from './probe.ts';

export type CreateConnection = (configuration: RTCConfiguration) => RTCPeerConnection;

/** TURN and STUN servers give these themselves; 701 stands for no answer (webrtc-pc, 4.8.3). */
const isServersOwn = (errorCode: number): boolean => errorCode >= 300 && errorCode < 700;
/** The browser gives a name in place of an address. */
const isHidden = (address: string | null): boolean => address?.endsWith('.local') ?? true;

/** What the browser found while it looked for addresses. */
interface Gathered {
  readonly types: ReadonlySet<string>;
  /** Whether an address of this computer came in the clear. */
  readonly plainAddress: boolean;
  readonly failure: FailureCode | null;
}

/**
 * Lets the browser look for addresses at which this computer can be reached.
 * @param enough which kind of address ends it
 */
async function gather(
  create: CreateConnection,
  configuration: RTCConfiguration,
  enough: RTCIceCandidateType,
  signal: AbortSignal,
): Promise<Gathered> {
  const connection = create(configuration);
  signal.addEventListener('abort', () => connection.close(), { once: true });
  const types = new Set<string>();
  let plainAddress = false;
  let failure: FailureCode | null = null;
  const done = new Promise<void>((resolve) => {
    connection.onicecandidate = ({ candidate }) => {
      // An empty one stands for the end of one generation, null for the end of all.
      if (candidate === null) resolve();
      if (!candidate?.type) return;
      types.add(candidate.type);
      if (candidate.type === 'host' && !isHidden(candidate.address)) plainAddress = true;
      if (candidate.type === enough) resolve();
    };
  });
  connection.onicecandidateerror = ({ errorCode }) => {
    failure = isServersOwn(errorCode) ? 'refused' : (failure ?? 'unreachable');
  };
  connection.createDataChannel('');
  await connection.setLocalDescription();
  await done;
  return { types, plainAddress, failure };
}

/** Whether the browser gives out any address for direct connections. */
export async function tryOwnAddress(
  create: CreateConnection,
  signal: AbortSignal,
): Promise<Outcome> {
  const { types } = await gather(create, { iceServers: [] }, 'host', signal);
  return types.has('host') ? WORKS : fails('held-back');
}

/**
 * Whether a STUN server answers, or a TURN server lends an address.
 * A STUN server's answer is not told where it is what this computer knew already: then the browser
 * is done soon, and without a complaint.
 */
export async function tryIceServer(
  { kind, url, username, credential }: IceTarget,
  create: CreateConnection,
  signal: AbortSignal,
): Promise<Outcome> {
  const server: RTCIceServer = {
    urls: url,
    ...(username === undefined ? {} : { username }),
    ...(credential === undefined ? {} : { credential }),
  };
  const wanted = kind === 'turn' ? 'relay' : 'srflx';
  let found: Gathered;
  try {
    const iceTransportPolicy = kind === 'turn' ? 'relay' : 'all';
    found = await gather(create, { iceServers: [server], iceTransportPolicy }, wanted, signal);
  } catch (error) {
    // The browser does not take the address or the credentials.
    if (!(error instanceof DOMException) && !(error instanceof TypeError)) throw error;
    return fails('rubbish');
  }
  if (found.types.has(wanted)) return WORKS;
  if (found.failure) return fails(found.failure);
  return kind === 'stun' && found.plainAddress ? WORKS : fails('unreachable');
}
