import { randomUUID } from 'node:crypto';
import type { AlertHandlers } from '#electron/runner/surround';
import type { DeskSession } from '#electron/runner/desk-session';
import type { Surroundings } from '#electron/wiring/surroundings';
import { describeWatch, figureOf } from '#shared/domain/alert-words';
import type { AlertRule } from '#shared/domain/alerts';
import { err, ok } from '#shared/domain/result';
import type { AlertView } from '#shared/ipc/alerts';
import type { Outcome } from '#shared/ipc/contract';
import type { Delta } from '#shared/ipc/delta';
import { AlertDesk } from './alert-desk';
import { AlertStore } from './alert-store';
import { Courier, type CourierParts } from './courier';
import { faultOfAddress, partOfAddress } from './delivery/address';
import { outgoingWebhook, telegram } from './delivery/channels';
import { OUTBOX_TERMS } from './delivery/outbox';
import { measured, namesIn } from './measuring';

export interface AlertKeeperParts {
  readonly around: Surroundings;
  readonly session: () => DeskSession | null;
  readonly onDelta: (listener: (delta: Delta) => void) => () => void;
  readonly show: CourierParts['show'];
  /** Another server in Telegram's place. */
  readonly telegramRoot?: string;
}

const TELEGRAM = 'https://api.telegram.org';
const DONE: Outcome = ok(undefined);
const SECRETS = { telegram: 'telegram.token', webhook: 'alerts.webhook' } as const;
const MOST_RULES = 200;

/** The alerts of an application: their file, what looks at them, and the answers to the screen. */
export class AlertKeeper {
  readonly handlers: AlertHandlers;
  private readonly parts: AlertKeeperParts;
  private readonly store: AlertStore;
  private readonly courier: Courier;
  private readonly desk: AlertDesk;
  private readonly stop: () => void;

  static async open(parts: AlertKeeperParts): Promise<AlertKeeper> {
    const { folder, now, log } = parts.around;
    const onFault = (message: string): void => log.error(message);
    return new AlertKeeper(parts, await AlertStore.open({ directory: folder.root, now, onFault }));
  }

  private constructor(parts: AlertKeeperParts, store: AlertStore) {
    const { around, session, onDelta, show, telegramRoot = TELEGRAM } = parts;
    const { secrets, clean, random, now, log } = around;
    this.parts = parts;
    this.store = store;
    this.courier = new Courier({
      store,
      telegram: telegram({ root: telegramRoot, token: () => secrets.get('telegram.token'), chat: () => store.chat }),
      webhook: outgoingWebhook(() => secrets.get('alerts.webhook')),
      show,
      clean,
      terms: OUTBOX_TERMS,
      random,
      now,
    });
    this.desk = new AlertDesk({ store, courier: this.courier, session, now, onFault: (message) => log.error(message) });
    this.stop = onDelta(() => this.desk.onPublished());
    this.handlers = this.answers();
  }

  async close(): Promise<void> {
    this.stop();
    this.courier.close();
    await this.store.flush();
  }

  private answers(): AlertHandlers {
    const { store } = this;
    const { secrets } = this.parts.around;
    return {
      'alerts.read': () => this.view(),
      'alerts.save': (draft) => this.save({ ...draft, id: draft.id ?? randomUUID() }),
      'alerts.turn': ({ alert, isOn }) => this.change(alert, (rule) => store.put({ ...rule, isOn })),
      'alerts.remove': ({ alert }) => this.change(alert, () => store.remove(alert)),
      'alerts.setChat': ({ chat }) => {
        store.chat = chat;
        return DONE;
      },
      'alerts.setSecret': async ({ which, value }) => {
        const fault = which === 'webhook' ? faultOfAddress(value) : null;
        if (fault !== null) return err({ message: fault });
        await secrets.set(SECRETS[which], value);
        return DONE;
      },
      'alerts.forgetSecret': async ({ which }) => {
        await secrets.wipe([SECRETS[which]]);
        return DONE;
      },
      'alerts.test': ({ channel }) => this.test(channel),
    };
  }

  private save(rule: AlertRule): Outcome<{ readonly alert: string }> {
    const isNew = !this.store.rules.some(({ id }) => id === rule.id);
    if (isNew && this.store.rules.length >= MOST_RULES)
      return err({ message: `There are ${MOST_RULES} alerts already; remove one first` });
    const { watch } = rule;
    if (watch.kind === 'level' && 'instrument' in watch.measure) {
      const session = this.parts.session();
      const { instrument } = watch.measure;
      if (session && !session.wiring.catalogue.get(instrument))
        return err({ message: `${instrument} is not in today's instruments` });
    }
    this.store.put(rule);
    this.desk.rulesChanged();
    return ok({ alert: rule.id });
  }

  private change(id: string, work: (rule: AlertRule) => void): Outcome {
    const rule = this.store.rules.find((each) => each.id === id);
    if (!rule) return err({ message: 'This alert was removed' });
    work(rule);
    this.desk.rulesChanged();
    return DONE;
  }

  private test(channel: Parameters<Courier['test']>[0]): Promise<Outcome> {
    const session = this.parts.session();
    const { around } = this.parts;
    const mode = around.settings.get().mode;
    const at = session?.wiring.clock.now() ?? around.now();
    return this.courier.test(channel, { alert: 'Test', text: 'Alerts of this desk arrive here.', mode, at });
  }

  private view(): ReturnType<AlertHandlers['alerts.read']> {
    const { store } = this;
    const { secrets } = this.parts.around;
    const address = secrets.get('alerts.webhook');
    return {
      rules: store.rules.map((rule) => this.viewOf(rule)),
      deliveries: store.deliveries,
      telegram: { hasToken: secrets.get('telegram.token') !== null, chat: store.chat },
      webhook: address === null ? null : partOfAddress(address),
      notes: store.notes,
    };
  }

  private viewOf(rule: AlertRule): AlertView {
    const session = this.parts.session();
    const { watch } = rule;
    const value =
      session && watch.kind === 'level' ? measured(session, session.snapshot().tables, watch.measure) : null;
    return {
      ...rule,
      ...this.store.markOf(rule.id),
      waitsFor: describeWatch(watch, namesIn(session)),
      now: value === null || watch.kind !== 'level' ? null : figureOf(watch.measure, value),
    };
  }
}
