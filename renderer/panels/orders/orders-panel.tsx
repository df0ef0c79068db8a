import { useMemo, useState } from 'react';
import { isFinal, type Order } from '#shared/domain/order';
import { useDeskShallow } from '../../store/desk';
import { DataTable } from '../../ui/data-table';
import { EmptyState } from '../../ui/empty-state';
import { Panel, Spacer } from '../../ui/panel';
import { SaveTable } from '../../ui/save-table';
import { Tabs } from '../../ui/tabs';
import { ORDER_CSV } from './order-csv';
import { ORDER_COLUMNS } from './order-columns';

type Filter = 'all' | 'working' | 'rejected';

const PASSES: Readonly<Record<Filter, (order: Order) => boolean>> = {
  all: () => true,
  working: (order) => !isFinal(order),
  rejected: ({ status }) => status === 'rejected',
};

/** Every order of the day with its live status and the broker's own words. */
export function OrdersPanel() {
  const [filter, setFilter] = useState<Filter>('all');
  const orders = useDeskShallow((desk) => Object.values(desk.orders));
  const shown = useMemo(() => orders.filter(PASSES[filter]), [orders, filter]);
  const count = (of: Filter) => orders.filter(PASSES[of]).length;
  const tabs = [
    { value: 'all', label: `All ${count('all')}` },
    { value: 'working', label: `Working ${count('working')}` },
    { value: 'rejected', label: `Rejected ${count('rejected')}` },
  ] as const;
  const toolbar = (
    <>
      <Tabs label="Which orders" value={filter} onChange={setFilter} tabs={tabs} />
      <Spacer />
      <SaveTable name="orders" rows={shown} columns={ORDER_CSV} />
    </>
  );
  return (
    <Panel label="Orders" toolbar={toolbar}>
      <DataTable
        label="Orders"
        rows={shown}
        keyOf={orderKey}
        columns={ORDER_COLUMNS}
        initialSorting={{ column: 'time', direction: 'down' }}
        isDimmed={isCancelled}
        empty={
          <EmptyState title={filter === 'all' ? 'No orders today' : 'None of these'}>
            Orders of strategies and of your own exits appear here.
          </EmptyState>
        }
      />
    </Panel>
  );
}

function orderKey({ id }: Order): string {
  return id;
}

function isCancelled({ status }: Order): boolean {
  return status === 'cancelled';
}
