import type { FastifyRequest } from 'fastify';
import { ApiProblem, TOKEN_REQUIRED } from './problem';
import type { Access } from './route';
import { isSameSecret } from './secret';

export interface GuardTerms {
  /** 'host:port' or 'host' as a caller may name this server, lower case. */
  readonly hosts: () => ReadonlySet<string>;
  /** Further names under which webhooks, and nothing else, may arrive: those of a tunnel. */
  readonly webhookHosts: () => ReadonlySet<string>;
  readonly token: () => string;
  /** Whether the Python servers' endpoints ask for the token at this moment. */
  readonly asksSeedsToken: () => boolean;
}

/** The names of a server that listens on loopback. Whatever else a browser was led here by (DNS rebinding) is refused. */
export function loopbackHosts(port: number): ReadonlySet<string> {
  return new Set(['127.0.0.1', 'localhost', '[::1]'].map((host) => `${host}:${port}`));
}

/** Lets a request through or throws the problem; answers whether it carried the token. */
export function admit(request: FastifyRequest, access: Access, terms: GuardTerms): boolean {
  refuseForeigners(request, access, terms);
  const carried = tokenOf(request);
  const hasToken = carried !== null && isSameSecret(carried, terms.token());
  // A wrong token is refused even where none is needed: its owner believes that it works.
  if (carried !== null && !hasToken) throw new ApiProblem(401, `${TOKEN_REQUIRED}: the one sent is not this desk's`);
  if (hasToken || access === 'free' || access === 'body') return hasToken;
  if (access === 'seed' && !terms.asksSeedsToken()) return false;
  throw new ApiProblem(401, `${TOKEN_REQUIRED}: send it as "Authorization: Bearer TOKEN"; Settings copies it`);
}

/** A web page is never a client: it has an Origin, or its browser says where it comes from. */
function refuseForeigners(request: FastifyRequest, access: Access, terms: GuardTerms): void {
  const host = (request.headers.host ?? '').toLowerCase();
  const isKnown = terms.hosts().has(host) || (access === 'body' && terms.webhookHosts().has(host));
  if (!isKnown) throw new ApiProblem(421, `This desk is not called "${host.slice(0, 80)}"`);
  const site = request.headers['sec-fetch-site'];
  const isFromPage = site !== undefined && site !== 'none' && site !== 'same-origin';
  if (request.headers.origin !== undefined || isFromPage) throw new ApiProblem(403, 'Web pages may not use this desk');
}

function tokenOf({ headers }: FastifyRequest): string | null {
  const bearer = /^bearer +(\S+)$/i.exec(headers.authorization ?? '')?.[1];
  const own = headers['x-kitedesk-token'];
  return bearer ?? (typeof own === 'string' ? own : null);
}
