import Store from 'electron-store';
import type { SettingsFile } from '../storage/settings';

/** The settings' file in the app. */
export function openSettingsFile({
  directory,
  name,
}: {
  readonly directory: string;
  readonly name: string;
}): SettingsFile {
  return new Store<Record<string, unknown>>({ cwd: directory, name, configFileMode: 0o600 });
}
