import type { IncomingHttpHeaders } from 'node:http';
import { SESSION_HEADERS, SESSION_PROTOCOL_VERSION } from '../../protocol.ts';

const NUMBER = /^\d{1,15}$/;

/** Whether the client speaks a version with sessions. */
export function speaksSessions(headers: IncomingHttpHeaders): boolean {
  const offered = headers[SESSION_HEADERS.protocol];
  return (
    typeof offered === 'string' &&
    offered.split(',').some((version) => Number(version.trim()) === SESSION_PROTOCOL_VERSION)
  );
}

/** A whole number; `fallback` where the header is missing, undefined where it is no number. */
export function numberHeader(
  headers: IncomingHttpHeaders,
  name: string,
  fallback: number,
): number | undefined {
  const value = headers[name];
  if (value === undefined) return fallback;
  return typeof value === 'string' && NUMBER.test(value) ? Number(value) : undefined;
}
