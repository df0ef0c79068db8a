import type { z } from 'zod';
import type { ApiDesk } from './api-desk';

/**
 * `free`: everybody on this computer. `seed`: what the Python servers offered; in Demo no token is asked unless the
 * settings say so. `body`: brings its secret in the body, because TradingView cannot set headers. `token`: always.
 */
export type Access = 'free' | 'seed' | 'body' | 'token';

export type Method = 'GET' | 'POST';

export interface Call<Params, Body> {
  readonly params: Params;
  readonly body: Body;
  readonly desk: ApiDesk;
  /** Where the call comes from, and whether it carried the token. */
  readonly from: { readonly address: string; readonly hasToken: boolean };
}

/** One endpoint: what it takes and answers, for the parser, the OpenAPI document and the tests alike. */
export interface Route {
  readonly method: Method;
  /** With `:names`, as in '/strategy/:symbol'. */
  readonly path: string;
  readonly access: Access;
  readonly summary: string;
  readonly tag: 'Seeds' | 'Desk' | 'Market' | 'Strategies' | 'Trading' | 'Webhooks';
  readonly params: z.ZodType | null;
  readonly body: z.ZodType | null;
  /** The handler gets the body as it came, because it keeps a record of those that are not understood. */
  readonly isParsedByHandler?: boolean;
  /** The body of a 200; text where it is not JSON. */
  readonly reply: z.ZodType | 'text';
  readonly handle: (call: Call<unknown, unknown>) => unknown;
}

type RouteOf<Params extends z.ZodType | null, Body extends z.ZodType | null> = Omit<
  Route,
  'params' | 'body' | 'handle'
> & {
  readonly params: Params;
  readonly body: Body;
  readonly handle: (
    call: Call<Params extends z.ZodType ? z.output<Params> : null, Body extends z.ZodType ? z.output<Body> : null>,
  ) => unknown;
};

/** Gives an endpoint's handler the types that its own schemas make. */
export function route<Params extends z.ZodType | null, Body extends z.ZodType | null>(
  definition: RouteOf<Params, Body>,
): Route {
  // The server hands a handler only what the schemas beside it made, so the types hold when they are forgotten here.
  return definition as Route;
}
