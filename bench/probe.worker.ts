import { parentPort } from 'node:worker_threads';
import { serve } from '../electron/runner/hosting/serve';
import { NO_EXITS } from '../shared/domain/exit-plan';
import { act, defineStrategy, hold } from '../shared/domain/strategy';
import { nearFuture } from '../shared/domain/vehicle';
import { sharedNow } from './order-plan';

/** Says when it was called and, where asked to, buys a lot at every price. */
const probe = defineStrategy({
  id: 'probe',
  name: 'Probe',
  summary: '',
  params: {
    symbol: { kind: 'symbol', label: 'Symbol', hint: '', initial: 'NIFTY' },
    buys: { kind: 'toggle', label: 'Buys', hint: '', initial: false },
  },
  needs({ symbol }, catalogue) {
    const instrument = nearFuture(symbol, catalogue);
    return instrument ? [{ kind: 'quote', instrument }] : [];
  },
  initial: () => ({ calls: 0 }),
  onQuotes({ calls }, { params, catalogue }) {
    const calledAt = String(sharedNow());
    const [instrument] = catalogue.futures(params.symbol);
    if (!params.buys || !instrument) return hold({ calls: calls + 1 }, calledAt);
    return act({ calls: calls + 1 }, calledAt, {
      kind: 'open',
      signal: `probe ${calls}`,
      title: 'Probe',
      inputs: {},
      legs: [{ instrument: instrument.id, side: 'buy', qty: instrument.lotSize, role: 'main' }],
      exits: NO_EXITS,
      product: 'intraday',
    });
  },
});

if (!parentPort) throw new Error('probe.worker runs as a worker thread only');
serve(parentPort, () => probe);
