import type { Faults } from './faults/faults';
import type { RateLimits } from './rest/rate-limits';
import type { Sessions } from './session';
import type { Venue } from './venue';

/** The one user the demo exchange knows. */
export interface DemoUser {
  readonly id: string;
  readonly name: string;
  readonly shortName: string;
  readonly email: string;
}

/** What the routes and sockets of one running exchange share. */
export interface ExchangeContext {
  /** Changes when another day is chosen: ask each time. */
  readonly venue: () => Venue;
  readonly sessions: Sessions;
  readonly faults: Faults;
  readonly limits: RateLimits;
  readonly user: DemoUser;
  readonly redirectUrl: string;
  /** Brings the book up to the clock, saves it, then tells the sockets what happened: before anybody is answered. */
  readonly settle: () => void;
}
