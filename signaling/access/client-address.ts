import type { IncomingMessage } from 'node:http';
import { isIPv4, isIPv6 } from 'node:net';

const MAPPED_V4 = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i;
const LOOPBACK = /^127\.|^::1$/;
const UNKNOWN = 'unknown';
/** Somebody with IPv6 has at least this much of the address space. */
const V6_GROUPS = 4;

/**
 * Whom a request is from.
 * @param behindProxy the nearest proxy is ours: what it says last in `x-forwarded-for` is true
 */
export function clientAddress(request: IncomingMessage, behindProxy: boolean): string {
  const direct = plain(request.socket.remoteAddress ?? UNKNOWN);
  if (!behindProxy) return direct;
  const header = request.headers['x-forwarded-for'];
  const forwarded = (Array.isArray(header) ? header.join(',') : (header ?? '')).split(',').at(-1);
  const last = plain(forwarded?.trim() ?? '');
  return isIPv4(last) || isIPv6(last) ? last : direct;
}

export const isLoopbackAddress = (address: string): boolean => LOOPBACK.test(address);

/** What is counted together: one IPv4 address, one IPv6 network of 64 bits. */
export function addressGroup(address: string): string {
  if (!isIPv6(address)) return address;
  const [head = '', tail] = address.split('::');
  const groups = head === '' ? [] : head.split(':');
  if (tail !== undefined) {
    const rest = tail === '' ? [] : tail.split(':');
    while (groups.length + rest.length < 8) groups.push('0');
    groups.push(...rest);
  }
  return `${groups.slice(0, V6_GROUPS).join(':')}::/64`;
}

const plain = (address: string): string => MAPPED_V4.exec(address)?.[1] ?? address;
