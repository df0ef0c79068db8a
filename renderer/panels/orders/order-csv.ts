import { latencyOf } from '#shared/domain/latency';
import type { Order } from '#shared/domain/order';
import { symbolOf } from '#shared/domain/words';
import { csvRupees, type CsvColumn } from '../../format/csv';
import { formatPreciseClock } from '../../format/clock';
import { deskNow } from '../../store/desk';
import { averageFillOf } from './average-fill';
import { originOf } from './origin';

export const ORDER_CSV: readonly CsvColumn<Order>[] = [
  { header: 'Time', value: ({ times }) => formatPreciseClock(times.signalAt) },
  { header: 'Order', value: ({ id }) => id },
  { header: 'Broker order', value: ({ brokerId }) => brokerId },
  { header: 'Trade', value: ({ tradeId }) => tradeId },
  { header: 'Status', value: ({ status }) => status },
  { header: 'Purpose', value: ({ purpose }) => purpose },
  { header: 'Side', value: ({ side }) => side },
  { header: 'Instrument', value: ({ instrument }) => symbolOf(instrument) },
  { header: 'Quantity', value: ({ qty }) => qty },
  { header: 'Filled', value: ({ filledQty }) => filledQty },
  { header: 'Limit', value: ({ price }) => csvRupees(price.limit) },
  {
    header: 'Average',
    value: ({ id }) => {
      const average = averageFillOf(deskNow(), id);
      return average === null ? null : csvRupees(average);
    },
  },
  { header: 'Trigger', value: ({ price }) => (price.kind === 'stop-limit' ? csvRupees(price.trigger) : null) },
  { header: 'Risk ms', value: (order) => latencyOf(order).risk },
  { header: 'Sent ms', value: (order) => latencyOf(order).sent },
  { header: 'Accepted ms', value: (order) => latencyOf(order).accepted },
  { header: 'Filled ms', value: (order) => latencyOf(order).filled },
  { header: 'From', value: (order) => originOf(order, deskNow()).from },
  { header: 'Why', value: (order) => originOf(order, deskNow()).why },
  { header: 'Message', value: ({ message }) => message },
];
