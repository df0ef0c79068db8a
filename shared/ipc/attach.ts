import { z } from 'zod';
import type { RequestName } from './contract';

/** What `GET /login` answers: the broker's page, and the address it sends the person back to. */
export const loginPage = z.object({ login_url: z.string(), redirect_url: z.string() });

/**
 * Requests that a window answers on its own computer, also while it is attached to a desk elsewhere: its folders and files,
 * its clipboard, and what decides who may use that desk at all.
 */
export const LOCAL_REQUESTS = [
  'app.info',
  'app.openDataFolder',
  'app.saveTable',
  'session.login',
  'settings.import',
  'settings.setApi',
  'settings.renewApiSecret',
  'settings.copyApiSecret',
  'webhooks.copyAlert',
] as const satisfies readonly RequestName[];

export type LocalRequest = (typeof LOCAL_REQUESTS)[number];

export function isLocalRequest(name: string): name is LocalRequest {
  return LOCAL_REQUESTS.some((local) => local === name);
}
