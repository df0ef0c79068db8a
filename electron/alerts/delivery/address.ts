import { lookup, type LookupAddress } from 'node:dns';
import { isIP, type LookupFunction } from 'node:net';
import ipaddr from 'ipaddr.js';

/** Where this computer does not send anything; trying again would not help. */
export class ForbiddenAddress extends Error {}

const LOOPBACK_NAMES: ReadonlySet<string> = new Set(['localhost', '127.0.0.1', '[::1]']);

/**
 * What is wrong with an address that messages are to be sent to, in words; null when nothing is. Public addresses by https, and
 * this computer itself: whatever else is reached from here (a router, a cloud's metadata) is nobody's to be posted to.
 */
export function faultOfAddress(text: string): string | null {
  const url = URL.parse(text);
  if (url === null) return `Expected an address such as https://hooks.example.com/desk, found "${text}"`;
  if (url.username !== '' || url.password !== '') return 'Expected an address without a user name or password';
  if (isLoopbackName(url)) return null;
  if (url.protocol !== 'https:') return `Expected https:// for ${url.host}: http is for this computer alone`;
  const literal = url.hostname.replace(/^\[|\]$/g, '');
  return isIP(literal) !== 0 && !isPublic(literal) ? privateFault(url.hostname, literal) : null;
}

/** Looks a name up, and refuses what it leads to where that is not allowed: checked on the very address that is connected to. */
export function guardedLookup(url: URL, resolve: typeof lookup = lookup): LookupFunction {
  const isAllowed = isLoopbackName(url) ? isLoopback : isPublic;
  return (hostname, options, callback) => {
    resolve(hostname, { ...options, all: true }, (error, addresses: LookupAddress[]) => {
      const [first] = addresses ?? [];
      if (error || !first) return callback(error ?? new Error(`${hostname} has no address`), '');
      const wrong = addresses.find(({ address }) => !isAllowed(address));
      if (wrong) return callback(new ForbiddenAddress(privateFault(hostname, wrong.address)), '');
      if (options.all === true) return callback(null, addresses);
      callback(null, first.address, first.family);
    });
  };
}

/** An address as it may be seen: who has the whole of a hook may send to it. */
export function partOfAddress(text: string): string {
  const url = URL.parse(text);
  return url === null ? '…' : `${url.origin}/…${text.slice(-4)}`;
}

function isLoopbackName({ hostname }: URL): boolean {
  return LOOPBACK_NAMES.has(hostname.toLowerCase());
}

function isLoopback(address: string): boolean {
  return ipaddr.process(address).range() === 'loopback';
}

/** Global unicast, also of an IPv4 address that is written as IPv6. */
function isPublic(address: string): boolean {
  return ipaddr.process(address).range() === 'unicast';
}

function privateFault(host: string, address: string): string {
  const leads = host === address ? `${address} is` : `${host} leads to ${address}, which is`;
  return `${leads} inside a private network; messages go to public addresses or to this computer`;
}
