import { join } from 'node:path';
import { listDays } from '#electron/exchange/market/day-files';
import type { SettingsHandlers } from '#electron/runner/handlers';
import { importConfig, type ConfigImport } from '#electron/storage/config-import';
import type { SettingsInput } from '#electron/storage/settings-schema';
import { err, ok } from '#shared/domain/result';
import type { Outcome } from '#shared/ipc/contract';
import type { ImportReport, SettingsView } from '#shared/ipc/settings';
import type { DeskKeeper } from './desk-keeper';
import { endKiteSession } from './kite-modes';
import type { Surroundings } from './surroundings';

export interface ChosenFile {
  readonly path: string;
  readonly text: string;
}

export interface SettingsDesk {
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
    'settings.read': () => settingsView(around),
    'settings.setMode': ({ mode }) =>
      settings.get().mode === mode ? DONE : keeper.reopen(() => save(around, { mode })),
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
    'settings.setDemo': (demo) => save(around, { demo }),
    'settings.import': () => importFile(desk),
  };
}

/** Ends the day's session; a desk that traded with it closes, and says that a login is needed. */
export function logOut(desk: Pick<SettingsDesk, 'keeper' | 'around'>): Promise<Outcome> {
  return changeAccount(desk, () => Promise.resolve(DONE));
}

function settingsView({ settings, secrets, folder, resources }: Surroundings): SettingsView {
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
