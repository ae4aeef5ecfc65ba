/**
 * Pages of an app's own scheme, in a browser that knows no such scheme: each of its origins gets
 * an https origin of its own, which is a secure context like the app's, and answers nothing but
 * what the test answers for it. `app-scheme://host/x` ↔ `https://host--app-scheme.stand-in.test/x`
 */
const SUFFIX = '.stand-in.test';
const APP_URL = /^([a-z][a-z\d+.-]*):\/\/([^/?#]*)(.*)$/i;
const TEST_URL = /^https:\/\/([^/?#]*)--([a-z\d+.-]+)\.stand-in\.test(.*)$/i;

/** @param schemes the app's own */
export function toTestUrl(url: string, schemes: readonly string[]): string {
  const match = APP_URL.exec(url);
  const [, scheme = '', host = '', rest = ''] = match ?? [];
  return schemes.includes(scheme) ? `https://${host}--${scheme}${SUFFIX}${rest}` : url;
}

/** The URL as the app knows it; others are left as they are. */
export function toAppUrl(url: string): string {
  const match = TEST_URL.exec(url);
  const [, host = '', scheme = '', rest = ''] = match ?? [];
  return match === null ? url : `${scheme}://${host}${rest}`;
}
