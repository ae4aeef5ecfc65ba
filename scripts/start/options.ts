import { parseArgs } from 'node:util';
import { BUILT_IN_CELL_PORT } from '../../src-main/host/built-in-cell.ts';

export interface StartOptions {
  /** Port of the built-in cell where a browser shows the app. */
  readonly port: number;
  /** Whether the port was asked for: then no other is meant. */
  readonly portGiven: boolean;
  /** Whether to open a window; otherwise the address is printed. */
  readonly open: boolean;
  /** Skips the desktop app. */
  readonly browserOnly: boolean;
  readonly help: boolean;
}

export type ParsedOptions =
  | { readonly ok: true; readonly options: StartOptions }
  | { readonly ok: false; readonly message: string };

const MAX_PORT = 65_535;

export const START_HELP = `Usage: npm start [-- options]

Opens Drawbridge: the desktop app where Electron can run, else your browser.

  --browser   open in an installed browser, without trying Electron
  --no-open   only serve it, and print the address
  --port N    serve it on another port than ${BUILT_IN_CELL_PORT} (boards are kept per port)
  --help      this text`;

/** Reads the arguments of `npm start`; what it does not know is refused with a sentence. */
export function parseStartOptions(args: readonly string[]): ParsedOptions {
  try {
    const { values } = parseArgs({
      args: [...args],
      strict: true,
      allowPositionals: false,
      options: {
        port: { type: 'string' },
        'no-open': { type: 'boolean', default: false },
        browser: { type: 'boolean', default: false },
        help: { type: 'boolean', short: 'h', default: false },
      },
    });
    const port = values.port === undefined ? BUILT_IN_CELL_PORT : Number(values.port);
    if (!/^\d+$/.test(values.port ?? '0') || port > MAX_PORT) {
      return { ok: false, message: `--port takes a number from 0 to ${MAX_PORT}.` };
    }
    return {
      ok: true,
      options: {
        port,
        portGiven: values.port !== undefined,
        open: !values['no-open'],
        browserOnly: values.browser || values['no-open'] || values.port !== undefined,
        help: values.help,
      },
    };
  } catch (error) {
    return { ok: false, message: error instanceof Error ? error.message : String(error) };
  }
}
