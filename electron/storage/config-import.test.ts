import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { importConfig } from './config-import';
import { settingsSchema } from './settings-schema';

const FRESH = settingsSchema.parse({});

const CONF = `
[zerodha]
api_key = abc123key
api_secret = s3cr3t-value
access_token = t0k3n-value

[contracts]
nifty_lot_size = 75
banknifty_lot_size = 15
nifty_option_range = 8
banknifty_option_range = 6

[storage]
append_if_unique_timestamp = False

[settings]
from_date = 2019-01-01
to_date = 2025-09-29
base_history_path = /home/trader/history
interval = day

[equities]
nse_index = nifty 50

[futures]
symbols = INFY24OCTFUT,RELIANCE24OCTFUT
`;

function imported(text: string, present = FRESH) {
  const result = importConfig(text, present);
  if (!result.ok) throw new Error(result.error);
  return result.value;
}

describe('importConfig', () => {
  it('takes or reports every key of a config.conf', () => {
    const { settings, secrets, taken, ignored } = imported(CONF);
    expect(settings).toEqual({
      ...FRESH,
      kite: { ...FRESH.kite, apiKey: 'abc123key' },
      underlyings: [
        { name: 'NIFTY', optionRange: 8 },
        { name: 'BANKNIFTY', optionRange: 6 },
      ],
      history: { from: '2019-01-01', to: '2025-09-29', folder: '/home/trader/history', interval: '1d' },
      watchlist: ['NSE:NIFTY 50', 'NFO:INFY24OCTFUT', 'NFO:RELIANCE24OCTFUT'],
    });
    expect([...secrets]).toEqual([
      ['kite.apiSecret', 's3cr3t-value'],
      ['kite.accessToken', 't0k3n-value'],
    ]);
    expect(taken).toEqual([
      'zerodha.api_key: the API key',
      'zerodha.api_secret: taken as a secret (kite.apiSecret)',
      'zerodha.access_token: taken as a secret (kite.accessToken)',
      'contracts.nifty_option_range: strikes on either side for NIFTY',
      'contracts.banknifty_option_range: strikes on either side for BANKNIFTY',
      'settings.from_date: the first day of history',
      'settings.to_date: the last day of history',
      'settings.base_history_path: the folder of history',
      'settings.interval: the interval of history',
      'equities.nse_index: NSE:NIFTY 50 on the watchlist',
      'futures.symbols: NFO:INFY24OCTFUT, NFO:RELIANCE24OCTFUT on the watchlist',
    ]);
    expect(ignored).toEqual([
      "contracts.nifty_lot_size: lot sizes change with the date and are taken from the day's instruments",
      "contracts.banknifty_lot_size: lot sizes change with the date and are taken from the day's instruments",
      'storage.append_if_unique_timestamp: prices that repeat a timestamp are always told apart; there is nothing to choose',
    ]);
  });

  it('takes or reports every key of a config.json', () => {
    const text = '{ "api_key": "k", "api_secret": "s", "request_token": "r", "access_token": null }';
    const { settings, secrets, ignored } = imported(text);
    expect(settings.kite.apiKey).toBe('k');
    expect([...secrets]).toEqual([['kite.apiSecret', 's']]);
    expect(ignored).toEqual([
      'request_token: a request token serves one login and is void after it',
      'access_token: it is empty',
    ]);
  });

  it('leaves the placeholders of the example files and keys it does not know', () => {
    const { settings, ignored } = imported('[zerodha]\napi_key = your_api_key\npassword = pa55\n__proto__ = x\n');
    expect(settings).toEqual(FRESH);
    expect(ignored).toEqual([
      'zerodha.api_key: it is the placeholder of the example file',
      'zerodha.password: no such key is known',
    ]);
  });

  it('reports a value that cannot be, and takes the rest', () => {
    const { settings, ignored } = imported(
      '[contracts]\nnifty_option_range = many\n[settings]\ninterval = 2minute\nto_date: 2025-09-29\n',
    );
    expect(settings.history.to).toBe('2025-09-29');
    expect(ignored).toEqual([
      'contracts.nifty_option_range: "many" cannot be used: underlyings.0.optionRange: Invalid input: expected number, received NaN',
      'settings.interval: "2minute" is none of minute, 3minute, 5minute, 10minute, 15minute, 30minute, 60minute, day',
    ]);
  });

  it('says what it expected when the text is neither', () => {
    expect(importConfig('{ "api_key": ', FRESH)).toEqual({
      ok: false,
      error: 'The file begins like JSON, but is not: check its quotes and commas',
    });
    expect(importConfig('', FRESH)).toMatchObject({ ok: false, error: expect.stringContaining('found neither') });
    expect(importConfig('x'.repeat(70_000), FRESH)).toMatchObject({ ok: false });
  });

  it('makes valid settings, or says why not, of whatever it is given', () => {
    const keys = [
      'api_key',
      '__proto__',
      'constructor',
      'interval',
      'nifty_option_range',
      'symbols',
      'base_history_path',
      '[settings]',
      '{"',
    ];
    const line = fc
      .tuple(fc.constantFrom(...keys), fc.constantFrom(' = ', ': ', ''), fc.string())
      .map((parts) => parts.join(''));
    const text = fc.oneof(
      fc.string(),
      fc.json(),
      fc.array(line).map((lines) => lines.join('\n')),
    );
    fc.assert(
      fc.property(text, (config) => {
        const result = importConfig(config, FRESH);
        expect(result.ok ? settingsSchema.parse(result.value.settings) : FRESH).toEqual(
          result.ok ? result.value.settings : FRESH,
        );
      }),
      { seed: 7, numRuns: 500 },
    );
  });
});
