import { AlertKeeper } from '#electron/alerts/alert-keeper';
import { ApiKeeper, type ApiKeeperParts } from '#electron/api/api-keeper';
import { saveDiagnostics } from '#electron/diagnostics/bundle';
import { openLab } from '#electron/research/desk/open-lab';
import { DeskHost } from '#electron/runner/desk-host';
import { createHandlers } from '#electron/runner/handlers';
import type { Surround } from '#electron/runner/surround';
import type { AppInfo, Handlers, Outcome } from '#shared/ipc/contract';
import { DeskKeeper } from './desk-keeper';
import { createSettingsHandlers, logOut, type SettingsDesk } from './settings-requests';
import type { Surroundings } from './surroundings';

/** What is typed to arm live trading: a word nobody types by accident. */
const LIVE_WORD = 'LIVE';

/** What a person has before them: a window, or a command line that has less to offer. */
export interface Front extends Pick<SettingsDesk, 'chooseFile' | 'copy'> {
  readonly version: string;
  readonly runtime: string;
  /** What the start found so far. */
  readonly notes: () => readonly string[];
  /** Lets the person log in, where that can be done here. */
  readonly login: (keeper: DeskKeeper) => Promise<Outcome>;
  readonly alert: Surround['alert'];
  readonly choosePriceFiles: () => Promise<readonly string[]>;
  readonly showFolder: (path: string) => Promise<void>;
  /** Where the local API listens whatever the settings say. */
  readonly listensAt?: ApiKeeperParts['fixed'];
}

/** The program behind its window, or without one: the desk of the mode, and whatever answers for it. */
export interface Program {
  readonly host: DeskHost;
  readonly keeper: DeskKeeper;
  readonly api: ApiKeeper;
  readonly handlers: Handlers;
  saveDiagnostics(): ReturnType<typeof saveDiagnostics>;
  /** Tells of what nobody caught. The stops run in this process, so it goes on; disarmed, if it was the desk itself that failed. */
  onCrash(detail: string, isInDesk: boolean): void;
  /** Saves and closes everything but the surroundings. */
  close(): Promise<void>;
}

/** Wires the program; its desk opens with `keeper.open()`, its API with `api.refresh()`. */
export async function createProgram(around: Surroundings, front: Front): Promise<Program> {
  const host = new DeskHost();
  const keeper = new DeskKeeper(host, around);
  const desk = {
    session: () => host.session(),
    onDelta: (listener: Parameters<DeskHost['onDelta']>[0]) => host.onDelta(listener),
  };
  const alerts = await AlertKeeper.open({ around, ...desk, show: front.alert });
  const api: ApiKeeper = new ApiKeeper({
    around,
    ...desk,
    version: front.version,
    handlers: () => handlers,
    account: keeper,
    ...(front.listensAt ? { fixed: front.listensAt } : {}),
  });
  const lab = openLab(around, front.choosePriceFiles);
  const info = (): AppInfo => ({
    version: front.version,
    dataDirectory: around.folder.root,
    runtime: front.runtime,
    startupNotes: front.notes(),
  });
  const diagnose = (): ReturnType<typeof saveDiagnostics> =>
    saveDiagnostics({ around, session: desk.session, selfCheck: () => host.selfCheck(), info });
  const handlers = createHandlers({
    session: desk.session,
    snapshot: () => keeper.snapshot(),
    reopen: () => keeper.retry(),
    login: () => front.login(keeper),
    logout: () => logOut({ around, keeper }),
    settings: createSettingsHandlers({ around, keeper, api, chooseFile: front.chooseFile, copy: front.copy }),
    alerts: alerts.handlers,
    lab: lab.handlers,
    info,
    alert: front.alert,
    openDataFolder: (folder = around.folder.root) => front.showFolder(folder),
    saveDiagnostics: diagnose,
    armingWord: () => (around.settings.get().mode === 'live' ? LIVE_WORD : null),
  });
  return {
    host,
    keeper,
    api,
    handlers,
    saveDiagnostics: diagnose,
    onCrash(detail, isInDesk) {
      const runner = host.session()?.runner;
      if (isInDesk) runner?.command({ kind: 'disarm' });
      runner?.handle({ kind: 'tell', level: 'error', title: 'KiteDesk had a problem', detail });
    },
    async close() {
      lab.close();
      await api.close();
      await alerts.close();
      await keeper.close();
    },
  };
}
