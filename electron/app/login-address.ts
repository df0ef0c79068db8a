import { err, ok, type Result } from '#shared/domain/result';

/** What the end of a login says: the token for one session, or why there is none. */
export type LoginEnd = Result<{ readonly requestToken: string }, string>;

/** Whether an address is the one that Kite sends the person back to: same origin and path, whatever the query. */
export function isRedirect(address: string, redirectUrl: string): boolean {
  const [url, expected] = [URL.parse(address), URL.parse(redirectUrl)];
  if (url === null || expected === null) return false;
  return url.origin === expected.origin && withoutSlash(url.pathname) === withoutSlash(expected.pathname);
}

/** Reads the redirect's query: ?status=success&request_token=…&action=login. */
export function readRedirect(address: string): LoginEnd {
  const query = URL.parse(address)?.searchParams;
  const token = query?.get('request_token') ?? '';
  if (query?.get('status') === 'success' && /^\w{8,64}$/.test(token)) return ok({ requestToken: token });
  return err(
    `Kite did not confirm the login (status: ${shortened(query?.get('status') ?? 'none')}). Please try again.`,
  );
}

/** Whether a page may ask for the broker's password: Kite's own over https, or an exchange on this computer. */
export function isBrokersLogin(address: string): boolean {
  const url = URL.parse(address);
  if (url === null) return false;
  return url.protocol === 'https:' ? isZerodha(url.hostname) : url.protocol === 'http:' && url.hostname === '127.0.0.1';
}

/** Pages of the broker that a login may lead through: its own origin, and for Kite the rest of zerodha.com over https. */
export function isLoginPage(address: string, loginUrl: string): boolean {
  const [url, login] = [URL.parse(address), URL.parse(loginUrl)];
  if (url === null || login === null) return false;
  if (url.origin === login.origin) return true;
  const isKite = login.protocol === 'https:' && isZerodha(login.hostname);
  return isKite && url.protocol === 'https:' && isZerodha(url.hostname);
}

function isZerodha(host: string): boolean {
  return host === 'zerodha.com' || host.endsWith('.zerodha.com');
}

function withoutSlash(path: string): string {
  return path.replace(/\/$/, '');
}

function shortened(text: string): string {
  return text.slice(0, 40).replaceAll(/[^\w -]/g, '?');
}
