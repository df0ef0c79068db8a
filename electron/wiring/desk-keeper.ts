import type { DeskHost } from '#electron/runner/desk-host';
import type { DeskSession } from '#electron/runner/desk-session';
import { countOpen, describeTrade, openTrades } from '#electron/runner/open-trades';
import { dayName } from '#shared/domain/instrument-name';
import { err, messageOf, ok } from '#shared/domain/result';
import type { Outcome } from '#shared/ipc/contract';
import type { Snapshot } from '#shared/ipc/delta';
import { idleSnapshot } from './idle';
import { openMode, type OpenMode } from './open-mode';
import type { Surroundings } from './surroundings';

/** How often it is looked whether another day has begun; milliseconds. */
const LOOK_EVERY = 30_000;
const DONE: Outcome = ok(undefined);
const NOT_OPENED: Outcome<never> = err({ message: 'The desk is still opening. Try again in a moment.' });

/** Keeps one desk open: that of the mode which the settings name, as they are when it opens. */
export class DeskKeeper {
  private readonly host: DeskHost;
  private readonly around: Surroundings;
  private mode: OpenMode | null = null;
  /** Why the desk could not be opened, in words for the person. */
  private fault: string | null = null;
  /** A new day's desk could not be opened yet. */
  private isOwed = false;
  /** The last of what is done one after the other: opening, closing, logging in. Never rejects. */
  private turn: Promise<void> = Promise.resolve();
  /** How many turns are not over. */
  private turns = 0;
  private readonly timer = setInterval(() => void this.look(), LOOK_EVERY);

  constructor(host: DeskHost, around: Surroundings) {
    this.host = host;
    this.around = around;
  }

  /** Resolves when the desk is open, or it is known why there is none. */
  open(): Promise<void> {
    return this.inTurn(async () => {
      await this.begin();
      if (!this.host.session()) this.host.announce();
    });
  }

  /** Closes the desk, does `between`, and opens the one that the settings name then. Refused while trades are open. */
  reopen(between: () => Promise<Outcome> = () => Promise.resolve(DONE)): Promise<Outcome> {
    return this.inTurn(async () => {
      await this.host.settled();
      const refusal = this.refusal();
      if (refusal !== null) return err({ message: refusal });
      await this.end();
      const outcome = await between();
      await this.begin();
      // A new desk speaks for itself, and its first word leaves the same gap.
      if (!this.host.session()) this.host.announce();
      return outcome;
    });
  }

  /** Opens the desk if there is none: what stood in its way may be gone. */
  retry(): Promise<Outcome> {
    return this.inTurn(async () => {
      if (this.host.session()) return DONE;
      await this.end();
      await this.begin();
      if (!this.host.session()) this.host.announce();
      return this.fault === null ? DONE : err({ message: this.fault });
    });
  }

  /**
   * Goes on with another day where one has begun: its desk opens with what is held overnight, and asks for the day's login. Tried
   * again until it is open.
   */
  async look(): Promise<void> {
    const isDue = this.isOwed || (this.mode?.isOvertaken() ?? false);
    // What is under way, or its end, decides about the desk anyway; there will be another look.
    if (!isDue || this.turns > 0) return;
    await this.inTurn(() => this.openNewDay()).catch((error: unknown) =>
      this.around.log.error({ error: messageOf(error) }, 'The desk of the day before could not be closed'),
    );
  }

  private async openNewDay(): Promise<void> {
    const before = this.host.session();
    const wasArmed = before?.desk.isArmed === true && !before.wiring.armsItself;
    this.isOwed = true;
    await this.end();
    await this.begin();
    this.isOwed = this.fault !== null;
    const session = this.host.session();
    if (!session) return this.host.announce();
    const arming = wasArmed ? ' Arm again: it enters nothing until then.' : '';
    const detail = `This is the desk of ${dayName(session.wiring.date)}, with its instruments.${arming}`;
    session.runner.handle({ kind: 'tell', level: 'warning', title: 'A new day has begun', detail });
  }

  /**
   * The desk, or an empty one that says why there is none. Nobody waits for it: while a desk is being opened the screen
   * draws itself empty, and the new desk's first word makes it ask again.
   */
  snapshot(): Snapshot {
    const session = this.host.session();
    if (session) return session.snapshot();
    const { mode, limits } = this.around.settings.get();
    const idle = { seq: this.host.seq, mode, at: this.around.now(), limits };
    if (this.turns > 0 || this.host.isChanging)
      return idleSnapshot({ ...idle, state: 'connecting', reason: 'The desk is being opened' });
    const login = this.mode?.loginReason() ?? null;
    return login === null
      ? idleSnapshot({ ...idle, state: 'closed', reason: this.fault ?? 'It was closed' })
      : idleSnapshot({ ...idle, state: 'login-required', reason: login });
  }

  loginUrl(): Outcome<string> {
    return this.mode?.loginUrl() ?? NOT_OPENED;
  }

  /** Lets a person log in: `ask` shows the broker's page and answers the request token that it ends with. */
  async logInWith(ask: (loginUrl: string) => Promise<Outcome<string>>): Promise<Outcome> {
    // The desk opens anew with a new session.
    if (this.mode?.isOpenToAll === true) return this.login('');
    const page = this.loginUrl();
    const token = page.ok ? await ask(page.value) : page;
    return token.ok ? this.login(token.value) : token;
  }

  login(requestToken: string): Promise<Outcome> {
    return this.inTurn(async () => {
      if (!this.mode) return NOT_OPENED;
      const outcome = await this.mode.login(requestToken);
      if (!this.host.session()) this.host.announce();
      return outcome;
    });
  }

  /** Saves and closes everything, at once: an opening that waits for the network must not hold up the end of the app. */
  close(): Promise<void> {
    clearInterval(this.timer);
    return this.end();
  }

  private async begin(): Promise<void> {
    this.fault = null;
    this.isOwed = false;
    try {
      this.mode = openMode(this.host, this.around);
      await this.mode.start();
    } catch (error) {
      this.around.log.error({ error: messageOf(error) }, 'The desk could not be opened');
      this.fault = this.around.clean(messageOf(error));
    }
  }

  private async end(): Promise<void> {
    await this.host.close();
    await this.mode?.close();
    this.mode = null;
  }

  private refusal(): string | null {
    const session: DeskSession | null = this.host.session();
    const [first, ...others] = openTrades(session);
    if (!session || !first) return null;
    const named = describeTrade(first, session.wiring.catalogue);
    const trades = others.length === 0 ? 'it' : 'all of them';
    return `${countOpen([first, ...others])} on this desk (${named}). Exit ${trades} first: a desk that is closed watches no stops.`;
  }

  private inTurn<T>(work: () => Promise<T>): Promise<T> {
    this.turns += 1;
    const done = this.turn.then(work).finally(() => (this.turns -= 1));
    this.turn = done.then(
      () => undefined,
      () => undefined,
    );
    return done;
  }
}
