import { z } from 'zod';
import { loginPage } from '#shared/ipc/attach';
import { answerRequest } from '#electron/ipc/serve';
import { messageOf } from '#shared/domain/result';
import { isLocalRequest } from '#shared/ipc/attach';
import { must } from '../api-desk';
import { ApiProblem } from '../problem';
import { route } from '../route';

/** What a window that is attached to this desk asks: the very requests of a window of its own, parsed by the same parsers. */
const requestRoute = route({
  method: 'POST',
  path: '/request',
  access: 'token',
  tag: 'Desk',
  summary: 'A request of an attached window (shared/ipc/contract.ts); money in paise, as in the stream',
  params: null,
  body: z.strictObject({ name: z.string().max(60), input: z.unknown().optional() }),
  reply: z.union([z.object({ reply: z.unknown() }), z.object({ refused: z.string() })]),
  handle: ({ desk: { handlers }, body: { name, input } }) => {
    if (isLocalRequest(name)) throw new ApiProblem(403, `${name} belongs to the computer of the window`);
    return answerRequest({ handlers, explain: (asked, error) => `${asked} failed: ${messageOf(error)}` }, name, input);
  },
});

/** Where the day's login begins; it ends with `POST /generate_token`. */
const loginRoute = route({
  method: 'GET',
  path: '/login',
  access: 'token',
  tag: 'Desk',
  summary: "The broker's login page for this desk's key, and where it leads back to with the request_token",
  params: null,
  body: null,
  reply: loginPage.extend({ status: z.literal('success') }),
  handle: async ({ desk: { account, handlers } }) => {
    const { kite } = await handlers['settings.read'](undefined);
    return { status: 'success', login_url: must(account.loginUrl()), redirect_url: kite.redirectUrl };
  },
});

export const attachRoutes = [requestRoute, loginRoute] as const;
