import type { FrameOfPage } from '../contract.ts';

type Handler = (event: object, ...args: unknown[]) => unknown;

/** Electron's `ipcMain`. */
export class IpcMainStandIn {
  readonly #handlers = new Map<string, Handler>();

  handle(channel: string, handler: Handler): void {
    if (this.#handlers.has(channel)) {
      throw new Error(`Attempted to register a second handler for '${channel}'`);
    }
    this.#handlers.set(channel, handler);
  }

  async invoke(
    sender: unknown,
    { url, isMainFrame }: FrameOfPage,
    channel: string,
    args: readonly unknown[],
  ): Promise<unknown> {
    const handler = this.#handlers.get(channel);
    const failure = `Error invoking remote method '${channel}'`;
    if (handler === undefined) {
      throw new Error(`${failure}: Error: No handler registered for '${channel}'`);
    }
    const senderFrame = { url, parent: isMainFrame ? null : {} };
    try {
      return await handler({ sender, senderFrame }, ...args);
    } catch (error) {
      throw new Error(`${failure}: ${String(error)}`);
    }
  }
}
