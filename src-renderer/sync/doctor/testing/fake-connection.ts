/** What a fake browser finds while it looks for addresses. */
export type IceEvent =
  | { readonly type: RTCIceCandidateType; readonly address: string }
  | { readonly errorCode: number }
  | 'done';

/** A connection that only looks for addresses, and finds what the test says. */
export class FakeConnection {
  onicecandidate: ((event: { candidate: object | null }) => void) | null = null;
  onicecandidateerror: ((event: { errorCode: number }) => void) | null = null;
  readonly configuration: RTCConfiguration;
  closed = false;
  readonly #finds: readonly IceEvent[];

  constructor(configuration: RTCConfiguration, finds: readonly IceEvent[]) {
    this.configuration = configuration;
    this.#finds = finds;
  }

  createDataChannel(): void {
    // Without one there is nothing to look for.
  }

  async setLocalDescription(): Promise<void> {
    for (const event of this.#finds) {
      await Promise.resolve();
      if (this.closed) return;
      if (event === 'done') this.onicecandidate?.({ candidate: null });
      else if ('errorCode' in event) this.onicecandidateerror?.(event);
      else this.onicecandidate?.({ candidate: event });
    }
  }

  close(): void {
    this.closed = true;
  }
}

/** Makes connections, and keeps them to be looked at. */
export function fakeConnections(finds: (configuration: RTCConfiguration) => readonly IceEvent[]): {
  readonly made: FakeConnection[];
  readonly create: (configuration: RTCConfiguration) => RTCPeerConnection;
} {
  const made: FakeConnection[] = [];
  return {
    made,
    create: (configuration) => {
      const connection = new FakeConnection(configuration, finds(configuration));
      made.push(connection);
      return connection as unknown as RTCPeerConnection;
    },
  };
}
