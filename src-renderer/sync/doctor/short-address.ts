/** Scheme, host and port of an http address or of one of a STUN or TURN server. */
const ADDRESS = /^([a-z]+):(?:\/\/)?(\[[^\]]*\]|[^:/?#]*)(?::(\d+))?/i;
const IPV4 = /^(\d+)\.(\d+)\.\d+\.\d+$/;
const LOOPBACK = /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/;
const LEFT_OUT = '…';

/**
 * An address that still says what kind of address it is, and not whose: the part of a name that the
 * computer is called by and half of a number are left out, and whatever stands behind the port.
 */
export function shortAddress(address: string): string {
  const [, scheme = '', host = '', port] = ADDRESS.exec(address) ?? [];
  return `${scheme}://${shortHost(host)}${port === undefined ? '' : `:${port}`}`;
}

function shortHost(host: string): string {
  if (LOOPBACK.test(host)) return host;
  const [, first, second] = IPV4.exec(host) ?? [];
  if (first !== undefined) return `${first}.${second}.${LEFT_OUT}`;
  if (host.startsWith('[')) return `[${host.slice(1).split(':')[0]}:${LEFT_OUT}]`;
  // At least the first label goes: in "adas-laptop.local" it is the name of a person.
  const rest = host.split('.').slice(1).slice(-2);
  return [LEFT_OUT, ...rest].join('.');
}
