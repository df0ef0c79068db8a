import type { FillView } from '#shared/ipc/views';
import { cashFlow } from '#shared/domain/position';
import { symbolOf } from '#shared/domain/words';
import { csvRupees, type CsvColumn } from '../../format/csv';
import { formatClock } from '../../format/clock';
import { formatQty } from '../../format/figures';
import { formatPrice, formatSigned, formatSignedMoney } from '../../format/money';
import { useDeskShallow } from '../../store/desk';
import { DataTable, type Column } from '../../ui/data-table';
import { EmptyState } from '../../ui/empty-state';
import { InstrumentName } from '../../ui/instrument-name';
import { Figure, Panel, Spacer } from '../../ui/panel';
import { SaveTable } from '../../ui/save-table';
import { SideTag } from '../../ui/side-tag';

const COLUMNS: readonly Column<FillView>[] = [
  { id: 'time', header: 'Time', sortBy: ({ filledAt }) => filledAt, cell: ({ filledAt }) => formatClock(filledAt) },
  { id: 'side', header: 'Side', sortBy: ({ side }) => side, cell: ({ side }) => <SideTag side={side} isShort /> },
  {
    id: 'symbol',
    header: 'Instrument',
    room: 24,
    sortBy: ({ instrument }) => instrument,
    cell: ({ instrument }) => <InstrumentName id={instrument} />,
  },
  { id: 'qty', header: 'Qty', room: 8, align: 'right', sortBy: ({ qty }) => qty, cell: ({ qty }) => formatQty(qty) },
  {
    id: 'price',
    header: 'Price',
    room: 9,
    align: 'right',
    sortBy: ({ price }) => price,
    cell: ({ price }) => formatPrice(price),
  },
  {
    id: 'cash',
    header: 'Cash',
    room: 15,
    about: 'Money in from a sale, out for a purchase',
    align: 'right',
    sortBy: (fill) => cashFlow([fill]),
    cell: (fill) => formatSigned(cashFlow([fill])),
  },
  {
    id: 'owner',
    header: 'From',
    most: 22,
    sortBy: ({ owner }) => owner,
    cell: ({ owner }) => <span title={owner}>{owner}</span>,
  },
  { id: 'order', header: 'Order', isSpare: true, cell: ({ orderId }) => <span data-selectable>{orderId}</span> },
  {
    id: 'trade',
    header: 'Exchange trade',
    isSpare: true,
    cell: ({ tradeId }) => <span data-selectable>{tradeId}</span>,
  },
];

const CSV: readonly CsvColumn<FillView>[] = [
  { header: 'Time', value: ({ filledAt }) => formatClock(filledAt) },
  { header: 'Side', value: ({ side }) => side },
  { header: 'Instrument', value: ({ instrument }) => symbolOf(instrument) },
  { header: 'Quantity', value: ({ qty }) => qty },
  { header: 'Price', value: ({ price }) => csvRupees(price) },
  { header: 'Cash', value: (fill) => csvRupees(cashFlow([fill])) },
  { header: 'From', value: ({ owner }) => owner },
  { header: 'Order', value: ({ orderId }) => orderId },
  { header: 'Exchange trade', value: ({ tradeId }) => tradeId },
];

/** Every execution of the day, as the exchange reported it. */
export function FillsPanel() {
  const fills = useDeskShallow((desk) => Object.values(desk.fills));
  const toolbar = (
    <>
      <Figure label="Executions">{fills.length}</Figure>
      <Figure label="Cash flow" title="Sales minus purchases, before charges">
        {formatSignedMoney(cashFlow(fills))}
      </Figure>
      <Spacer />
      <SaveTable name="trades" rows={fills} columns={CSV} />
    </>
  );
  return (
    <Panel label="Trades" toolbar={fills.length > 0 ? toolbar : undefined}>
      <DataTable
        label="Trades"
        rows={fills}
        keyOf={fillKey}
        columns={COLUMNS}
        initialSorting={{ column: 'time', direction: 'down' }}
        empty={
          <EmptyState title="Nothing has traded yet">
            Each execution appears here the moment the exchange reports it.
          </EmptyState>
        }
      />
    </Panel>
  );
}

function fillKey({ tradeId }: FillView): string {
  return tradeId;
}
