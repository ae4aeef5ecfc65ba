import { type NetworkInterfaceInfo, networkInterfaces } from 'node:os';

export type Interfaces = Readonly<Record<string, readonly NetworkInterfaceInfo[] | undefined>>;

/** Interfaces of containers and virtual machines: no other computer is behind them. */
const VIRTUAL_NAME = /^(docker|br-|veth|virbr|vmnet|vboxnet|vEthernet|podman|cni|lxc)/i;

/** The lower, the likelier that a person nearby can reach it. */
function rank(name: string, address: string): number {
  if (VIRTUAL_NAME.test(name)) return 3;
  // Link-local addresses come with a bare cable between two computers.
  if (address.startsWith('169.254.')) return 2;
  return /^(192\.168\.|10\.|172\.(1[6-9]|2\d|3[01])\.)/.test(address) ? 0 : 1;
}

/** This computer's IPv4 addresses that others may reach, the likeliest first, each once. */
export function lanAddresses(interfaces: Interfaces = networkInterfaces()): string[] {
  const found: { address: string; rank: number }[] = [];
  for (const [name, infos] of Object.entries(interfaces)) {
    for (const { address, family, internal } of infos ?? []) {
      if (internal || family !== 'IPv4' || found.some((each) => each.address === address)) continue;
      found.push({ address, rank: rank(name, address) });
    }
  }
  return found.sort((a, b) => a.rank - b.rank).map(({ address }) => address);
}
