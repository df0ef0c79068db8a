import type { DeskSession } from '#electron/runner/desk-session';
import { sayReached } from '#shared/domain/alert-words';
import { armedAfter, fired, isReached, mayFire, roomOf, type AlertRule, type Armed } from '#shared/domain/alerts';
import { messageOf } from '#shared/domain/result';
import type { Tables } from '#shared/ipc/views';
import type { AlertStore } from './alert-store';
import type { Courier } from './courier';
import { happeningsBetween } from './happenings';
import { follow, measured, namesIn } from './measuring';

export interface AlertDeskParts {
  readonly store: AlertStore;
  readonly courier: Courier;
  readonly session: () => DeskSession | null;
  /** The computer's clock. */
  readonly now: () => number;
  readonly onFault: (message: string) => void;
}

/** A rule with a level, and from where it waits for it in the desk that is open. */
interface Waiting {
  readonly rule: AlertRule & { readonly watch: { readonly kind: 'level' } };
  readonly room: number;
  armed: Armed;
}

/** Looks at the rules whenever the desk has published, and tells what they say. */
export class AlertDesk {
  private readonly parts: AlertDeskParts;
  private waiting: Waiting[] = [];
  /** The desk that is looked at, and its tables when it was looked at last. */
  private seen: { readonly session: DeskSession; readonly tables: Tables } | null = null;

  constructor(parts: AlertDeskParts) {
    this.parts = parts;
  }

  /** To be called after a rule was made, changed or removed. Rules that stayed as they were wait from where they did. */
  rulesChanged(): void {
    const before = new Map(this.waiting.map((each) => [each.rule, each]));
    const rules = this.parts.store.rules.filter(
      (rule): rule is Waiting['rule'] => rule.isOn && rule.watch.kind === 'level',
    );
    this.waiting = rules.map((rule) => before.get(rule) ?? waitingFor(rule));
    const { session } = this.seen ?? {};
    if (session) for (const { rule } of this.waiting) if (!before.has(rule)) this.follow(session, rule);
  }

  /** To be called when the desk has published. A rule that fails must not stand in the way of the desk. */
  onPublished(): void {
    const session = this.parts.session();
    if (session === null) return;
    const { tables } = session.snapshot();
    if (this.seen?.session !== session) return this.begin(session, tables);
    const before = this.seen.tables;
    if (before === tables) return;
    this.seen = { session, tables };
    try {
      this.lookAtLevels(session, tables);
      this.lookAtEvents(session, before, tables);
    } catch (error) {
      this.parts.onFault(`The alerts could not be looked at: ${messageOf(error)}`);
    }
  }

  /** Another desk: what was reached while there was none is not told. */
  private begin(session: DeskSession, tables: Tables): void {
    this.seen = { session, tables };
    this.waiting = [];
    this.rulesChanged();
  }

  private follow(session: DeskSession, { name, watch }: Waiting['rule']): void {
    try {
      follow(session, watch.measure);
    } catch (error) {
      this.parts.onFault(`The alert ${name} cannot follow its value: ${messageOf(error)}`);
    }
  }

  private lookAtLevels(session: DeskSession, tables: Tables): void {
    for (const each of this.waiting) {
      const { watch } = each.rule;
      const value = measured(session, tables, watch.measure);
      if (value === null) continue;
      const isNow = isReached(each.armed, watch.side, value, watch.level);
      each.armed = armedAfter(each.armed, value, watch.level, each.room);
      if (isNow) this.fire(session, each.rule, () => sayReached(watch, value, namesIn(session)));
    }
  }

  private lookAtEvents(session: DeskSession, before: Tables, after: Tables): void {
    for (const { event, instance, said } of happeningsBetween(before, after)) {
      for (const rule of this.parts.store.rules) {
        const { watch } = rule;
        const isMeant = watch.kind === 'event' && watch.event === event;
        if (isMeant && (watch.instance === null || watch.instance === instance)) this.fire(session, rule, () => said);
      }
    }
  }

  private fire(session: DeskSession, rule: AlertRule, words: () => string): void {
    const { store, courier, now } = this.parts;
    const { wiring, runner } = session;
    const moment = { firedAt: wiring.clock.now(), toldAt: now() };
    const mark = store.markOf(rule.id);
    if (!mayFire(rule, mark, moment)) return;
    const text = words();
    store.mark(rule.id, fired(mark, moment, text));
    if (rule.repeat === 'once') {
      store.put({ ...rule, isOn: false });
      this.waiting = this.waiting.filter((each) => each.rule.id !== rule.id);
    }
    const alert = { isHeard: rule.channels.includes('sound') };
    runner.handle({ kind: 'tell', level: 'info', title: rule.name, detail: text, alert });
    courier.tell(rule.channels, { alert: rule.name, text, mode: wiring.mode, at: moment.firedAt });
  }
}

function waitingFor(rule: Waiting['rule']): Waiting {
  return { rule, room: roomOf(rule.watch.measure, rule.watch.level), armed: 'fresh' };
}
