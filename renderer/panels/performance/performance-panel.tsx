import { X } from 'lucide-react';
import { useState } from 'react';
import { netOf } from '#shared/domain/performance';
import { formatDate, formatWeekday } from '../../format/clock';
import { formatSignedMoney } from '../../format/money';
import { useDesk, useDeskValue } from '../../store/desk';
import { showPerformance, showTradesOf, usePerformanceView, type PerformanceView } from '../../store/performance-view';
import { useAnswer } from '../../store/answer';
import { Button } from '../../ui/button';
import { EmptyState } from '../../ui/empty-state';
import { toneOf } from '../../ui/figures';
import { Figure, Panel, Spacer } from '../../ui/panel';
import { SaveTable } from '../../ui/save-table';
import { Select } from '../../ui/select';
import { Tabs } from '../../ui/tabs';
import { HistoryView } from './history-view';
import { TodayView } from './today-view';
import { TRADES_CSV, TradesView } from './trades-view';

const VIEWS = [
  { value: 'today', label: 'Today' },
  { value: 'history', label: 'History' },
  { value: 'trades', label: 'Trades' },
] as const satisfies readonly { readonly value: PerformanceView; readonly label: string }[];

/** What the trading came to: the day's curve, all days together, and every trade. */
export function PerformancePanel() {
  const view = usePerformanceView((state) => state.view);
  return view === 'today' ? <Today /> : <Past view={view} />;
}

/** The choice of everything: no strategy is called so. */
const ALL = '';

function Today() {
  const [instance, setInstance] = useState(ALL);
  const instances = useDeskValue((desk) =>
    Object.values(desk.instances).map(({ id, name }) => ({ value: id, label: name })),
  );
  return (
    <Panel
      label="Performance"
      toolbar={
        <>
          <Tabs label="View" value="today" onChange={showPerformance} tabs={VIEWS} />
          <Select
            aria-label="Strategy"
            isQuiet
            value={instance}
            onChange={setInstance}
            options={[{ value: ALL, label: 'Whole desk' }, ...instances]}
          />
        </>
      }
    >
      <TodayView instance={instance === ALL ? null : instance} />
    </Panel>
  );
}

function Past({ view }: { readonly view: Exclude<PerformanceView, 'today'> }) {
  const [strategy, setStrategy] = useState(ALL);
  const occasion = useDesk(
    ({ desk, trades }) =>
      `${desk.desk.mode} ${desk.desk.date} ${Object.values(trades).filter(({ status }) => status === 'closed').length}`,
  );
  const { reply, problem } = useAnswer(
    'review.performance',
    { strategy: strategy === ALL ? null : strategy },
    { on: occasion },
  );
  const report = reply?.ok === true ? reply.value : null;
  const day = usePerformanceView((state) => (view === 'trades' ? state.day : null));
  const trades = report?.trades.filter(({ date }) => day === null || date === day) ?? [];
  const net = trades.reduce((sum, trade) => sum + netOf(trade), 0);
  return (
    <Panel
      label="Performance"
      toolbar={
        <>
          <Tabs label="View" value={view} onChange={showPerformance} tabs={VIEWS} />
          <Select
            aria-label="Strategy"
            isQuiet
            value={strategy}
            onChange={setStrategy}
            options={[
              { value: ALL, label: 'Whole desk' },
              ...(report?.strategies ?? []).map((name) => ({ value: name, label: name })),
            ]}
          />
          {day !== null && (
            <Button
              size="small"
              icon={<X size={12} />}
              title="Show the trades of all days"
              onPress={() => showTradesOf(null)}
            >
              {formatWeekday(day)} {formatDate(day)}
            </Button>
          )}
          <Spacer />
          <Figure label="Net">
            <span className={toneOf(net)}>{formatSignedMoney(net)}</span>
          </Figure>
          <SaveTable name="closed_trades" rows={trades} columns={TRADES_CSV} />
        </>
      }
    >
      {problem !== null && <EmptyState title="The results cannot be shown">{problem}</EmptyState>}
      {report && (view === 'history' ? <HistoryView report={report} /> : <TradesView trades={trades} />)}
    </Panel>
  );
}
