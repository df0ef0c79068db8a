import type { AppInfo, Handlers, Outcome, RequestName } from '#shared/ipc/contract';
import type { Snapshot } from '#shared/ipc/delta';
import type { DeskSession } from './desk-session';

/** What the application around the desk answers for. */
export interface Surround {
  /** The desk of the moment; null while one is being opened. */
  session(): DeskSession | null;
  /** The desk as it is, or an empty one that says why there is none. */
  snapshot(): Snapshot;
  /** Opens the desk once more. */
  reopen(): Promise<Outcome>;
  /** The day's login, in a window of its own. */
  login(): Promise<Outcome>;
  logout(): Promise<Outcome>;
  readonly settings: SettingsHandlers;
  readonly alerts: AlertHandlers;
  readonly lab: Some<'lab'>;
  info(): AppInfo;
  /** Shows a notice on the computer's own screen; answers false where that shows none. */
  alert(notice: { readonly title: string; readonly body: string }): boolean;
  /** Shows the data folder, or this one in it. */
  openDataFolder(folder?: string): Promise<void>;
  /** Writes the file for whoever is to help. */
  saveDiagnostics(): Promise<Outcome<{ readonly path: string }>>;
  /** What a person has to type to arm in this mode; null where one click is enough. */
  armingWord(): string | null;
}

/** The handlers of the requests that begin like this. */
export type Some<Prefix extends string> = Pick<Handlers, Extract<RequestName, `${Prefix}.${string}`>>;

/** What the local API's part of the Settings dialog asks for. */
export type ApiHandlers = Pick<
  Handlers,
  'settings.setApi' | 'settings.renewApiSecret' | 'settings.copyApiSecret' | 'webhooks.list' | 'webhooks.copyAlert'
>;

export type SettingsHandlers = Some<'settings' | 'webhooks' | 'presets'>;

export type AlertHandlers = Some<'alerts'>;
