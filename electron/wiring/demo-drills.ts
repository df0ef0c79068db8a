import type { ControlClient } from '#electron/exchange/control-client';
import type { ControlCommand } from '#electron/exchange/control/protocol';
import type { DrillName } from '#electron/runner/drills';

const orders = { scope: 'orders', count: 1 } as const;

/** What each drill is at the exchange. */
const COMMANDS: Readonly<Record<DrillName, readonly ControlCommand[]>> = {
  'drop-sockets': [{ kind: 'drop-sockets' }],
  silence: [{ kind: 'fault', name: 'silence' }],
  'freeze-prices': [{ kind: 'fault', name: 'frozen-prices' }],
  'absurd-prices': [{ kind: 'fault', name: 'bad-prices' }],
  'server-error': [{ kind: 'fault', name: 'server-error', ...orders }],
  'lose-reply': [{ kind: 'fault', name: 'drop-reply', ...orders }],
  'too-many': [{ kind: 'fault', name: 'rate-limit-json', count: 3 }],
  'reject-order': [{ kind: 'fault', name: 'reject-order', ...orders, message: 'Insufficient funds' }],
  'partial-fills': [{ kind: 'fault', name: 'partial-fills' }],
  'no-updates': [{ kind: 'fault', name: 'no-updates' }],
  // The socket of a session that ends is not closed by Kite; here it is, so that it is noticed at once.
  'expire-token': [{ kind: 'expire-token' }, { kind: 'drop-sockets' }],
};

/** Lets something go wrong at the demo's exchange, or with null everything go well again. */
export function createDrill(control: ControlClient): (name: DrillName | null) => Promise<void> {
  return async (name) => {
    for (const command of name === null ? [{ kind: 'clear-faults' } as const] : COMMANDS[name])
      await control.ask(command);
  };
}
