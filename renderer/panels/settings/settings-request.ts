import { create } from 'zustand';

export type SectionId = 'mode' | 'account' | 'market' | 'demo' | 'api' | 'appearance' | 'files';

interface SettingsRequest {
  /** Null while the dialog is closed. */
  readonly section: SectionId | null;
}

export const useSettingsRequest = create<SettingsRequest>()(() => ({ section: null }));

export function openSettings(section: SectionId = 'mode'): void {
  useSettingsRequest.setState({ section });
}

export function closeSettings(): void {
  useSettingsRequest.setState({ section: null });
}
