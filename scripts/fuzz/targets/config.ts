import { importConfig } from '#electron/storage/config-import';
import { settingsSchema } from '#electron/storage/settings-schema';
import { anyJson, mutateBytes, mutateJson } from '../mutate';
import type { Random } from '../random';
import { must, type FuzzTarget } from '../target';

const SECRET = 'qsecretq7f3a9c51d2';

const INI = `[zerodha]
api_key = abcdefgh12345678
api_secret = ${SECRET}
access_token: ${SECRET}2

[contracts]
nifty_lot_size = 75
nifty_option_range = 10
[storage]
append_if_unique_timestamp = true
[settings]
from_date = 2024-01-01
to_date = 2024-12-31
interval = minute
[futures]
symbols = NIFTY26AUGFUT, BANKNIFTY26AUGFUT
[equities]
nse_index = RELIANCE
`;

const JSON_FILE = { api_key: 'abcdefgh12345678', api_secret: SECRET, access_token: `${SECRET}3`, request_token: 'x' };

/** Old configuration files and settings files that somebody edited. */
export function open(): FuzzTarget {
  const present = settingsSchema.parse({});

  function textOf(random: Random): string {
    if (random.chance(0.2))
      return JSON.stringify(random.chance(0.5) ? mutateJson(random, JSON_FILE) : anyJson(random)) ?? '';
    if (random.chance(0.1)) return random.bytes(random.int(400)).toString('latin1');
    return mutateBytes(random, Buffer.from(INI)).toString('utf8');
  }

  return {
    once(random) {
      const imported = importConfig(textOf(random), present);
      if (imported.ok) {
        const { settings, taken, ignored } = imported.value;
        must(settingsSchema.safeParse(settings).success, () => 'An import made settings that cannot be read');
        must(![...taken, ...ignored].some((line) => line.includes(SECRET)), () => 'An import shows a secret');
      } else must(imported.error !== '', () => 'A refusal without words');
      const read = settingsSchema.safeParse(mutateJson(random, present));
      must(
        !read.success || settingsSchema.safeParse(read.data).success,
        () => 'Settings that were read cannot be read again',
      );
    },
    close: () => undefined,
  };
}
