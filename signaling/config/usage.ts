import { CONFIGURATION_KEYS } from './keys.ts';

const MAIN = `Usage: npm run signaling -- [options]

  --host HOST          address to listen on (default 127.0.0.1; 0.0.0.0 = all)
  --port PORT          port (default 4444; 0 = any free one)
  --tls-cert FILE      certificate chain, PEM: serves https and wss
  --tls-key FILE       its private key, PEM
  --behind-proxy       a proxy in front does https
  --lan                plain http beyond this computer, for a local network
  --ice URL            a STUN server, for example stun:stun.example.org:3478; may be repeated
  --ice-servers JSON   STUN and TURN servers: [{"urls":"turn:…","username":"…","credential":"…"}]
  --turn-urls URLS     TURN servers that share a secret with this cell, comma separated
  --turn-secret TEXT   that secret (better in the environment or in the file)
  --data-folder FOLDER where mailboxes are kept (default: in memory, until the cell stops)
  --redis URL          one cell of several nodes: redis://…, rediss://…,
                       redis+cluster://host:port,… or redis+sentinel://host:port,…/name
  --node-url URL       where the other nodes reach this one (default: this computer's name)
  --web-root FOLDER    the built web client (default: out/web of this copy)
  --config FILE        settings as JSON
  --print-config       shows the settings, secrets hidden, and ends
  --help               this text

Every setting can stand in the file, in the environment and on the command line; the later one of
these counts. Settings of the file, with their names in the environment and on the command line:

`;

/** What `--help` says. */
export const usage = (): string => {
  const names = CONFIGURATION_KEYS.map(({ path }) => path.join('.'));
  const width = Math.max(...names.map((name) => name.length));
  const lines = CONFIGURATION_KEYS.map(
    ({ variable, flag }, i) => `  ${(names[i] ?? '').padEnd(width)}  ${variable}, --${flag}`,
  );
  return `${MAIN}${lines.join('\n')}\n`;
};
