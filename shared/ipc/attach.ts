import type { RequestName } from './contract';

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
