import type { DeskHost } from '#electron/runner/desk-host';
import { err, messageOf, ok } from '#shared/domain/result';
import type { Outcome } from '#shared/ipc/contract';
import { openDemo } from './open-demo';
import { createKiteDesk } from './kite-modes';
import type { Surroundings } from './surroundings';

/** The mode that the settings name, as the application works with it. */
export interface OpenMode {
  start(): Promise<void>;
  /** Why a person has to log in before there is a desk; null when that is not so. */
  loginReason(): string | null;
  /** Nobody is asked for a name. */
  readonly isOpenToAll: boolean;
  /** The broker's page where a person logs in, or why there is none to show. */
  loginUrl(): Outcome<string>;
  login(requestToken: string): Promise<Outcome>;
  /** Another day's desk would be opened now. */
  isOvertaken(): boolean;
  close(): Promise<void>;
}

export function openMode(host: DeskHost, around: Surroundings): OpenMode {
  const { mode } = around.settings.get();
  return mode === 'demo' ? demoMode(host, around) : kiteMode(mode, host, around);
}

const NO_PAGE: Outcome<never> = err({ message: 'The demo lets everybody in' });

function demoMode(host: DeskHost, around: Surroundings): OpenMode {
  let close = (): Promise<void> => Promise.resolve();
  return {
    async start() {
      close = await openDemo(host, around);
    },
    loginReason: () => null,
    isOpenToAll: true,
    loginUrl: () => NO_PAGE,
    async login() {
      try {
        await host.close();
        await close();
        close = await openDemo(host, around);
        return ok(undefined);
      } catch (error) {
        return err({ message: messageOf(error) });
      }
    },
    // Its clock ends with the recorded day.
    isOvertaken: () => false,
    close: () => close(),
  };
}

function kiteMode(mode: 'paper' | 'live', host: DeskHost, around: Surroundings): OpenMode {
  const desk = createKiteDesk(mode, host, around);
  let reason: string | null = null;
  return {
    async start() {
      reason = await desk.resume();
    },
    loginReason: () => (host.session() ? null : reason),
    isOpenToAll: false,
    loginUrl: () => desk.loginUrl(),
    async login(requestToken) {
      try {
        await desk.login(requestToken);
        return ok(undefined);
      } catch (error) {
        return err({ message: messageOf(error) });
      }
    },
    isOvertaken: () => desk.isOvertaken(),
    close: () => Promise.resolve(),
  };
}
