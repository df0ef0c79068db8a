import type { SettingsView } from '#shared/ipc/settings';

export interface AccountDraft {
  readonly apiKey: string;
  readonly redirectUrl: string;
  /** Always empty to begin with: what is known is never shown. */
  readonly apiSecret: string;
}

export type AccountFaults = Partial<Record<keyof AccountDraft, string>>;

const LONGEST = 64;

export function draftOfAccount({ apiKey, redirectUrl }: SettingsView['kite']): AccountDraft {
  return { apiKey, redirectUrl, apiSecret: '' };
}

/** What is wrong with which field, in words. The desk checks again. */
export function faultsOfAccount({ apiKey, redirectUrl, apiSecret }: AccountDraft): AccountFaults {
  const faults: AccountFaults = {};
  if (!isCredential(apiKey)) faults.apiKey = 'Expected letters and digits only, as Kite shows it';
  if (!isCredential(apiSecret)) faults.apiSecret = 'Expected letters and digits only, as Kite shows it';
  if (!isWebAddress(redirectUrl)) faults.redirectUrl = 'Expected an address that begins with http:// or https://';
  return faults;
}

function isCredential(text: string): boolean {
  const trimmed = text.trim();
  return trimmed.length <= LONGEST && /^\w*$/.test(trimmed);
}

function isWebAddress(text: string): boolean {
  return /^https?:\/\//.test(text) && URL.canParse(text);
}
