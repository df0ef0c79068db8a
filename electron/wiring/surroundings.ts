import type { Log } from '#electron/logging/logger';
import type { SettingsStore } from '#electron/storage/settings';
import type { DataFolder } from '#electron/storage/data-folder';
import type { Secrets } from '#electron/storage/secrets';

/** What every wiring finds ready: the data folder, the settings, the secrets and the log. */
export interface Surroundings {
  readonly folder: DataFolder;
  readonly settings: SettingsStore;
  readonly secrets: Secrets;
  readonly log: Log;
  /** Takes secrets out of text that is to be shown, kept or sent. */
  readonly clean: (text: string) => string;
  /** Where recorded days and other shipped files lie. */
  readonly resources: string;
  /** A demo exchange that somebody else runs; null starts one in a thread. */
  readonly exchangeUrl: string | null;
  /** The computer's clock. */
  readonly now: () => number;
  readonly random: () => number;
}
