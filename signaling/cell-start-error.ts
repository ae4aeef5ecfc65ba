export type CellStartErrorCode =
  | 'port-in-use'
  | 'port-forbidden'
  | 'bad-address'
  | 'bad-port'
  | 'bad-certificate'
  | 'bad-ice-servers'
  | 'no-redis'
  | 'stopped'
  | 'listen-failed';

/** Why a cell could not listen. `message` is one sentence for the person who starts it. */
export class CellStartError extends Error {
  override readonly name = 'CellStartError';
  readonly code: CellStartErrorCode;

  constructor(code: CellStartErrorCode, message: string) {
    super(message);
    this.code = code;
  }

  static ofListenError(error: NodeJS.ErrnoException, host: string, port: number): CellStartError {
    switch (error.code) {
      case 'EADDRINUSE':
        return new CellStartError(
          'port-in-use',
          `Port ${port} on ${host} is in use by another program.`,
        );
      case 'EACCES':
        return new CellStartError('port-forbidden', `This user may not listen on port ${port}.`);
      case 'EADDRNOTAVAIL':
      case 'ENOTFOUND':
      case 'EAI_AGAIN':
      case 'EINVAL':
        return new CellStartError('bad-address', `This computer has no address ${host}.`);
      default:
        return new CellStartError(
          'listen-failed',
          `Listening on ${host}, port ${port}, failed: ${error.message}.`,
        );
    }
  }
}
