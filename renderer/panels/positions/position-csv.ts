import { averagePrice, mtm } from '#shared/domain/position';
import type { Leg, Trade } from '#shared/domain/trade';
import { symbolOf } from '#shared/domain/words';
import type { Tables } from '#shared/ipc/views';
import { formatClock } from '../../format/clock';
import { csvRupees, type CsvColumn } from '../../format/csv';
import { deskNow } from '../../store/desk';
import { legGreeks } from './held-greeks';

interface TradeLeg {
  readonly trade: Trade;
  readonly leg: Leg;
}

const rupeesOrNull = (paise: number | null | undefined) =>
  paise === null || paise === undefined ? null : csvRupees(paise);

const ltpOf = ({ leg }: TradeLeg) => deskNow().quotes[leg.instrument]?.ltp;
const greek =
  (of: 'delta' | 'theta' | 'vega') =>
  ({ leg }: TradeLeg) =>
    legGreeks(deskNow(), leg)?.[of] ?? null;

/** One row for each leg of the day, open or closed. */
export function tradeLegs({ trades }: Pick<Tables, 'trades'>): readonly TradeLeg[] {
  return Object.values(trades).flatMap((trade) => trade.legs.map((leg) => ({ trade, leg })));
}

export const POSITION_CSV: readonly CsvColumn<TradeLeg>[] = [
  { header: 'Trade', value: ({ trade }) => trade.id },
  { header: 'Name', value: ({ trade }) => trade.name },
  { header: 'Status', value: ({ leg }) => leg.status },
  { header: 'Opened', value: ({ trade }) => formatClock(trade.openedAt) },
  { header: 'Closed', value: ({ trade }) => (trade.closedAt === null ? null : formatClock(trade.closedAt)) },
  { header: 'Instrument', value: ({ leg }) => symbolOf(leg.instrument) },
  { header: 'Side', value: ({ leg }) => leg.side },
  { header: 'Quantity', value: ({ leg }) => leg.position.qty },
  { header: 'Average', value: ({ leg }) => rupeesOrNull(averagePrice(leg.position) ?? leg.entry) },
  { header: 'LTP', value: (row) => rupeesOrNull(ltpOf(row)) },
  {
    header: 'MTM',
    value: (row) => {
      const ltp = ltpOf(row);
      return ltp === undefined || row.leg.position.qty === 0 ? null : csvRupees(mtm(row.leg.position, ltp));
    },
  },
  { header: 'Realised', value: ({ leg }) => csvRupees(leg.position.realised) },
  { header: 'Stop', value: ({ leg }) => rupeesOrNull(leg.stop) },
  { header: 'Target', value: ({ leg }) => rupeesOrNull(leg.target) },
  { header: 'Delta', value: greek('delta') },
  { header: 'Theta per day', value: (row) => rupeesOrNull(greek('theta')(row)) },
  { header: 'Vega per point', value: (row) => rupeesOrNull(greek('vega')(row)) },
  { header: 'Exit', value: ({ trade, leg }) => leg.exitReason ?? trade.exitReason },
];
