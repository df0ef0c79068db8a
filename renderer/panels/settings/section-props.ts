import type { SettingsView } from '#shared/ipc/settings';

export interface SectionProps {
  readonly settings: SettingsView;
  /** Reads the settings anew, after something was changed. */
  readonly onChanged: () => Promise<void>;
}
