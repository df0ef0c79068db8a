import { parse as parseIni } from 'ini';
import { z } from 'zod';
import type { BarInterval } from '#shared/domain/bars';
import { instrumentId } from '#shared/domain/instrument';
import { err, ok, type Result } from '#shared/domain/result';
import { firstFault, parseJson } from './json';
import type { SecretName } from './secrets';
import { settingsSchema, type Settings, type SettingsInput } from './settings-schema';

/** What an older project's configuration says, in our terms. Nothing is applied here. */
export interface ConfigImport {
  /** The present settings with what was taken. */
  readonly settings: Settings;
  readonly secrets: ReadonlyMap<SecretName, string>;
  /** One line a key that was taken. Secrets by name, never by value. */
  readonly taken: readonly string[];
  /** One line a key that was not taken, with the reason. */
  readonly ignored: readonly string[];
}

type Finding =
  | { readonly kind: 'setting'; readonly change: Partial<SettingsInput>; readonly as: string }
  | { readonly kind: 'secret'; readonly name: SecretName }
  | { readonly kind: 'ignored'; readonly why: string };

type Rule = (value: string, settings: Settings) => Finding;

const LARGEST = 64 * 1_024;

/** Every key that the two projects' files define: config.conf by section and key, config.json by key. */
const RULES: Readonly<Record<string, Rule>> = {
  'zerodha.api_key': apiKey,
  'zerodha.api_secret': secret('kite.apiSecret'),
  'zerodha.access_token': secret('kite.accessToken'),
  'contracts.nifty_lot_size': lotSize,
  'contracts.banknifty_lot_size': lotSize,
  'contracts.nifty_option_range': optionRange('NIFTY'),
  'contracts.banknifty_option_range': optionRange('BANKNIFTY'),
  'storage.append_if_unique_timestamp': () =>
    ignored('prices that repeat a timestamp are always told apart; there is nothing to choose'),
  'settings.from_date': (value, { history }) =>
    setting({ history: { ...history, from: value } }, 'the first day of history'),
  'settings.to_date': (value, { history }) =>
    setting({ history: { ...history, to: value } }, 'the last day of history'),
  'settings.base_history_path': (value, { history }) =>
    setting({ history: { ...history, folder: value } }, 'the folder of history'),
  'settings.interval': interval,
  'equities.nse_index': (value, { watchlist }) => watch(watchlist, [instrumentId('NSE', value.toUpperCase())]),
  'futures.symbols': (value, { watchlist }) =>
    watch(
      watchlist,
      symbols(value).map((symbol) => instrumentId('NFO', symbol)),
    ),
  api_key: apiKey,
  api_secret: secret('kite.apiSecret'),
  access_token: secret('kite.accessToken'),
  request_token: () => ignored('a request token serves one login and is void after it'),
};

/**
 * Reads the config.conf (ini) or config.json of the Python projects that the desk replaces. Each key is taken or
 * reported. Answers an error in words when the text is neither.
 */
export function importConfig(text: string, present: Settings): Result<ConfigImport, string> {
  if (text.length > LARGEST)
    return err(`Expected a configuration of at most ${LARGEST} characters, found ${text.length}`);
  const values = valuesOf(text.replace(/^\uFEFF/, ''));
  if (!values.ok) return values;
  let settings = present;
  const secrets = new Map<SecretName, string>();
  const taken: string[] = [];
  const ignoredKeys: string[] = [];
  for (const [key, value] of values.value) {
    const finding = judge(key, value, settings);
    if (finding.kind === 'ignored') ignoredKeys.push(`${shownKey(key)}: ${finding.why}`);
    else if (finding.kind === 'secret') {
      secrets.set(finding.name, value);
      taken.push(`${key}: taken as a secret (${finding.name})`);
    } else {
      settings = finding.settings;
      taken.push(`${key}: ${finding.as}`);
    }
  }
  return ok({ settings, secrets, taken, ignored: ignoredKeys });
}

type Judgement =
  | Exclude<Finding, { kind: 'setting' }>
  | { readonly kind: 'setting'; readonly settings: Settings; readonly as: string };

function judge(key: string, value: string, settings: Settings): Judgement {
  const rule = Object.hasOwn(RULES, key) ? RULES[key] : undefined;
  if (rule === undefined) return ignored('no such key is known');
  if (value === '' || value === 'null') return ignored('it is empty');
  if (value.startsWith('your_')) return ignored('it is the placeholder of the example file');
  const finding = rule(value, settings);
  if (finding.kind !== 'setting') return finding;
  const next = settingsSchema.safeParse({ ...settings, ...finding.change });
  return next.success
    ? { kind: 'setting', settings: next.data, as: finding.as }
    : ignored(`${shown(value)} cannot be used: ${firstFault(next.error)}`);
}

function valuesOf(text: string): Result<readonly (readonly [string, string])[], string> {
  if (/^\s*\{/.test(text)) {
    const json = z.record(z.string(), z.unknown()).safeParse(parseJson(text));
    return json.success
      ? ok(flatten(json.data))
      : err('The file begins like JSON, but is not: check its quotes and commas');
  }
  const values = flatten(parseIni(withEqualSigns(text)));
  return values.length > 0
    ? ok(values)
    : err('Expected a config.conf with [sections] and key = value lines, or a config.json; found neither');
}

/** Python's configparser takes "key: value" as well, which the ini package would read as one long key. */
function withEqualSigns(text: string): string {
  return text.replaceAll(/^(\s*\w+)\s*:/gm, '$1 =');
}

/** 'section.key' to value, in lower case as Python's configparser has them. */
function flatten(values: Readonly<Record<string, unknown>>, prefix = ''): (readonly [string, string])[] {
  return Object.entries(values).flatMap(([name, value]) => {
    const key = `${prefix}${name.trim().toLowerCase()}`;
    const inner = z.record(z.string(), z.unknown()).safeParse(value);
    // Two levels are all that either format has.
    if (inner.success && prefix === '') return flatten(inner.data, `${key}.`);
    return [[key, typeof value === 'string' ? value.trim() : JSON.stringify(value)] as const];
  });
}

function setting(change: Partial<SettingsInput>, as: string): Finding {
  return { kind: 'setting', change, as };
}

function ignored(why: string): { readonly kind: 'ignored'; readonly why: string } {
  return { kind: 'ignored', why };
}

function secret(name: SecretName): Rule {
  return () => ({ kind: 'secret', name });
}

function apiKey(value: string, { kite }: Settings): Finding {
  return setting({ kite: { ...kite, apiKey: value } }, 'the API key');
}

function lotSize(): Finding {
  return ignored("lot sizes change with the date and are taken from the day's instruments");
}

function optionRange(name: string): Rule {
  return (value, { underlyings }) => {
    const range = { name, optionRange: Number(value) };
    const isKnown = underlyings.some((known) => known.name === name);
    const changed = underlyings.map((known) => (known.name === name ? range : known));
    return setting({ underlyings: isKnown ? changed : [...changed, range] }, `strikes on either side for ${name}`);
  };
}

/** Kite's words for the lengths of candles. */
const INTERVALS: Readonly<Record<string, BarInterval>> = {
  minute: '1m',
  '3minute': '3m',
  '5minute': '5m',
  '10minute': '10m',
  '15minute': '15m',
  '30minute': '30m',
  '60minute': '60m',
  day: '1d',
};

function interval(value: string, { history }: Settings): Finding {
  const found = Object.hasOwn(INTERVALS, value) ? INTERVALS[value] : undefined;
  if (found === undefined) return ignored(`${shown(value)} is none of ${Object.keys(INTERVALS).join(', ')}`);
  return setting({ history: { ...history, interval: found } }, 'the interval of history');
}

function watch(present: Settings['watchlist'], added: readonly string[]): Finding {
  return setting({ watchlist: [...new Set([...present, ...added])] }, `${added.join(', ')} on the watchlist`);
}

function symbols(list: string): readonly string[] {
  return list
    .split(',')
    .map((symbol) => symbol.trim().toUpperCase())
    .filter((symbol) => symbol !== '');
}

/** In a file that was torn, a secret may stand as another key's value, or as a key: Kite's are long runs like these. */
function mayBeSecret(text: string): boolean {
  return (text.match(/[A-Za-z0-9]{12,}/g) ?? []).some((run) => /[a-z]/.test(run) && /\d/.test(run));
}

function shown(value: string): string {
  return mayBeSecret(value) ? 'The value (not shown: it may be a secret)' : `"${value}"`;
}

function shownKey(key: string): string {
  return mayBeSecret(key) ? 'a key (not shown: it may be a secret)' : key;
}
