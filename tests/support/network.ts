import { execFileSync } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * A small network of Linux network namespaces: hosts around one router, none of them connected to
 * the machine's own network. What a firewall or a pulled cable does is done at the router, so the
 * programs under test notice nothing but its effect.
 */

/** IPv4 transport protocols that the router can drop. */
export type Protocol = 'udp' | 'tcp';

const ip = (...args: string[]): string =>
  execFileSync('ip', args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });

let counter = 0;

export class NetworkHost {
  readonly namespace: string;
  #address: string;
  readonly #router: string;
  readonly #routerLink: string;
  readonly #folder: string;

  constructor(router: string, prefix: string, index: number, folder: string) {
    this.#router = router;
    this.#folder = folder;
    this.namespace = `${prefix}-${index}`;
    this.#address = `10.77.${index}.2`;
    const gateway = `10.77.${index}.1`;
    this.#routerLink = `up${index}`;
    ip('netns', 'add', this.namespace);
    // Made inside the namespaces: no interface ever appears in the machine's own.
    const ends = ['type', 'veth', 'peer', 'name', 'net0', 'netns', this.namespace];
    ip('-n', router, 'link', 'add', this.#routerLink, ...ends);
    ip('-n', router, 'addr', 'add', `${gateway}/24`, 'dev', this.#routerLink);
    ip('-n', this.namespace, 'addr', 'add', `${this.address}/24`, 'dev', 'net0');
    ip('-n', this.namespace, 'link', 'set', 'lo', 'up');
    ip('-n', this.namespace, 'link', 'set', 'net0', 'up');
    this.connect();
    ip('-n', this.namespace, 'route', 'add', 'default', 'via', gateway);
  }

  get address(): string {
    return this.#address;
  }

  /** Pulls the cable at the router's end: the host itself still sees a network. */
  disconnect(): void {
    ip('-n', this.#router, 'link', 'set', this.#routerLink, 'down');
  }

  connect(): void {
    ip('-n', this.#router, 'link', 'set', this.#routerLink, 'up');
  }

  /** Another address in the same network, as after a change from Wi-Fi to a cable. */
  changeAddress(lastByte: number): void {
    const gateway = this.address.replace(/\d+$/, '1');
    ip('-n', this.namespace, 'addr', 'flush', 'dev', 'net0');
    this.#address = this.address.replace(/\d+$/, String(lastByte));
    ip('-n', this.namespace, 'addr', 'add', `${this.address}/24`, 'dev', 'net0');
    ip('-n', this.namespace, 'route', 'add', 'default', 'via', gateway);
  }

  /** What runs a program in this host: put before its own command line. */
  get prefix(): readonly [string, ...string[]] {
    return ['ip', 'netns', 'exec', this.namespace];
  }

  /** A program that runs another one in this host, for those who take one path only. */
  wrapper(program: string): string {
    const path = join(this.#folder, `${this.namespace}.sh`);
    writeFileSync(path, `#!/bin/sh\nexec ${this.prefix.join(' ')} '${program}' "$@"\n`);
    chmodSync(path, 0o755);
    return path;
  }
}

export class TestNetwork {
  readonly #prefix = `drawbridge-${process.pid}-${counter++}`;
  readonly #router = `${this.#prefix}-router`;
  readonly #folder = mkdtempSync(join(tmpdir(), 'drawbridge-network-'));
  readonly #hosts: NetworkHost[] = [];
  #rules = 100;

  /** @throws where namespaces cannot be made: see {@link whyNoTestNetwork} */
  constructor() {
    ip('netns', 'add', this.#router);
    ip('-n', this.#router, 'link', 'set', 'lo', 'up');
    const forward = 'echo 1 > /proc/sys/net/ipv4/ip_forward';
    execFileSync('ip', ['netns', 'exec', this.#router, 'sh', '-c', forward]);
  }

  addHost(): NetworkHost {
    const host = new NetworkHost(this.#router, this.#prefix, this.#hosts.length + 1, this.#folder);
    this.#hosts.push(host);
    return host;
  }

  /**
   * Drops what matches, without a word to the sender, as firewalls do.
   * @returns takes the rule away again
   */
  drop(match: {
    readonly from?: NetworkHost;
    readonly to?: NetworkHost;
    readonly protocol?: Protocol;
  }): () => void {
    const rule = [
      'pref',
      String(this.#rules++),
      ...(match.from ? ['from', match.from.address] : []),
      ...(match.to ? ['to', match.to.address] : []),
      ...(match.protocol ? ['ipproto', match.protocol] : []),
      'blackhole',
    ];
    ip('-n', this.#router, 'rule', 'add', ...rule);
    return () => {
      ip('-n', this.#router, 'rule', 'del', ...rule);
    };
  }

  /** Two hosts reach everybody but each other. */
  part(a: NetworkHost, b: NetworkHost): () => void {
    const rules = [this.drop({ from: a, to: b }), this.drop({ from: b, to: a })];
    return () => {
      for (const remove of rules) remove();
    };
  }

  destroy(): void {
    for (const { namespace } of this.#hosts) ip('netns', 'del', namespace);
    ip('netns', 'del', this.#router);
    rmSync(this.#folder, { recursive: true, force: true });
  }
}

/** Why this machine cannot make test networks, or null when it can. */
export function whyNoTestNetwork(): string | null {
  if (process.platform !== 'linux') return 'network namespaces exist on Linux only';
  try {
    const network = new TestNetwork();
    try {
      network.addHost();
    } finally {
      network.destroy();
    }
    return null;
  } catch (error) {
    return `network namespaces cannot be made here: ${String(error).split('\n')[0]}`;
  }
}
