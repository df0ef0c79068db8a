import { join } from 'node:path';
import { listDays } from '#electron/exchange/market/day-files';
import type { ApiHandlers, SettingsHandlers } from '#electron/runner/surround';
import { importConfig, type ConfigImport } from '#electron/storage/config-import';
import type { SettingsInput } from '#electron/storage/settings-schema';
import { err, ok } from '#shared/domain/result';
import type { ApiSecretName, ApiView } from '#shared/ipc/api-settings';
import type { Outcome } from '#shared/ipc/contract';
import type { ImportReport, SettingsView } from '#shared/ipc/settings';
import { alertText, type WebhookView } from '#shared/ipc/webhooks';
import type { DeskKeeper } from './desk-keeper';
import { endKiteSession } from './kite-modes';
import { presetHandlers } from './preset-requests';
import type { Surroundings } from './surroundings';

export interface ChosenFile {
  readonly path: string;
  readonly text: string;
}

/** The local API, as the Settings dialog works with it. */
export interface ApiControl {
  view(): ApiView;
  webhooks(): readonly WebhookView[];
  /** Brings what listens in line with the settings. */
  refresh(): Promise<void>;
  renew(which: ApiSecretName): Promise<void>;
  secret(which: ApiSecretName): string;
}

export interface SettingsDesk {
  readonly api: ApiControl;
  /** Puts a text into the person's clipboard. */
  readonly copy: (text: string) => void;
  readonly keeper: Pick<DeskKeeper, 'reopen' | 'retry'>;
  readonly around: Surroundings;
  /** Asks the person for a file; null when none was chosen. Rejects with words when it cannot be read. */
  readonly chooseFile: () => Promise<ChosenFile | null>;
}

const DONE: Outcome = ok(undefined);

/** Answers the Settings dialog. Each request was parsed before it came here. */
export function createSettingsHandlers(desk: SettingsDesk): SettingsHandlers {
  const { keeper, around } = desk;
  const { settings, secrets } = around;
  return {
    'settings.read': () => settingsView(desk),
    'settings.setMode': async ({ mode }) => {
      if (settings.get().mode === mode) return DONE;
      const reopened = await keeper.reopen(() => save(around, { mode }));
      await desk.api.refresh();
      return reopened;
    },
    'settings.setKite': ({ apiKey, redirectUrl }) => {
      const { kite } = settings.get();
      const change = (): Promise<Outcome> => save(around, { kite: { ...kite, apiKey, redirectUrl } });
      return apiKey === kite.apiKey ? change() : changeAccount(desk, change);
    },
    'settings.setApiSecret': async ({ apiSecret }) => {
      const lasts = await secrets.set('kite.apiSecret', apiSecret);
      await keeper.retry();
      return ok({ lasts });
    },
    'settings.forgetApiSecret': async () => {
      await secrets.wipe(['kite.apiSecret']);
      await keeper.retry();
      return DONE;
    },
    'settings.setUnderlyings': async ({ underlyings }) => {
      const saved = await save(around, { underlyings });
      if (!saved.ok) return saved;
      // Refused while trades are open, which is no failure: the desk that opens next has them.
      const reopened = await keeper.reopen();
      return ok({ isInForce: reopened.ok });
    },
    'settings.setRetention': (recording) => save(around, { recording }),
    'settings.setWatchlist': ({ watchlist }) => save(around, { watchlist }),
    'settings.setDemo': (demo) => save(around, { demo }),
    'settings.import': () => importFile(desk),
    ...presetHandlers(settings),
    ...apiHandlers(desk),
  };
}

function apiHandlers({ api, around, copy }: SettingsDesk): ApiHandlers {
  const { settings } = around;
  return {
    'settings.setApi': async (change) => {
      const now = settings.get().api;
      const saved = await save(around, { api: { ...now, ...change, webhook: { ...now.webhook, ...change.webhook } } });
      if (!saved.ok) return saved;
      await api.refresh();
      const { state, problem } = api.view();
      return state === 'failed' ? err({ message: problem ?? 'The local API could not start' }) : DONE;
    },
    'settings.renewApiSecret': async ({ which }) => {
      await api.renew(which);
      return DONE;
    },
    'settings.copyApiSecret': ({ which }) => {
      copy(api.secret(which));
      return DONE;
    },
    'webhooks.list': () => api.webhooks(),
    'webhooks.copyAlert': (choice) => {
      copy(alertText(choice, api.secret('webhookSecret')));
      return DONE;
    },
  };
}

/** Ends the day's session; a desk that traded with it closes, and says that a login is needed. */
export function logOut(desk: Pick<SettingsDesk, 'keeper' | 'around'>): Promise<Outcome> {
  return changeAccount(desk, () => Promise.resolve(DONE));
}

function settingsView({ api, around }: SettingsDesk): SettingsView {
  const { settings, secrets, folder, resources } = around;
  const { mode, kite, underlyings, demo } = settings.get();
  const lasts = secrets.unprotected === null ? 'kept' : 'session';
  return {
    mode,
    kite: {
      ...kite,
      apiSecret: secrets.get('kite.apiSecret') === null ? 'none' : lasts,
      isLoggedIn: secrets.get('kite.accessToken') !== null,
    },
    unprotected: secrets.unprotected,
    underlyings,
    demo: { ...demo, days: listDays(join(resources, 'days')).map(({ id, title }) => ({ id, label: title })) },
    api: api.view(),
    dataDirectory: folder.root,
  };
}

/** A token belongs to one account: it ends before the account changes. The demo has an account of its own and goes on. */
function changeAccount({ keeper, around }: Pick<SettingsDesk, 'keeper' | 'around'>, change: () => Promise<Outcome>) {
  const work = async (): Promise<Outcome> => {
    await endKiteSession(around);
    return change();
  };
  return around.settings.get().mode === 'demo' ? work() : keeper.reopen(work);
}

async function importFile(desk: SettingsDesk): Promise<Outcome<ImportReport | null>> {
  const file = await desk.chooseFile();
  if (file === null) return ok(null);
  const found = importConfig(file.text, desk.around.settings.get());
  if (!found.ok) return err({ message: `${file.path} could not be imported: ${found.error}` });
  const change = (): Promise<Outcome> => apply(found.value, desk.around);
  const applied = await (isOtherAccount(found.value, desk.around) ? changeAccount(desk, change) : change());
  await desk.keeper.retry();
  return applied.ok ? ok({ file: file.path, taken: found.value.taken, ignored: found.value.ignored }) : applied;
}

function isOtherAccount({ settings, secrets }: ConfigImport, around: Surroundings): boolean {
  return settings.kite.apiKey !== around.settings.get().kite.apiKey || secrets.has('kite.accessToken');
}

async function apply(found: ConfigImport, around: Surroundings): Promise<Outcome> {
  const saved = await save(around, { ...found.settings, watchlist: [...found.settings.watchlist] });
  if (!saved.ok) return saved;
  for (const [name, value] of found.secrets) await around.secrets.set(name, value);
  return DONE;
}

async function save({ settings }: Surroundings, change: Partial<SettingsInput>): Promise<Outcome> {
  const saved = await settings.set(change);
  return saved.ok ? DONE : saved;
}
