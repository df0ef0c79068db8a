import { useMemo } from 'react';
import { formatMinute } from '../../format/clock';
import { useDayMinutes } from '../../store/day-minutes';
import { EmptyState } from '../../ui/empty-state';
import { EquityChart } from '../../ui/equity-chart';

/** The day's money minute by minute: of the desk, or of one strategy (its id). */
export function TodayView({ instance }: { readonly instance: string | null }) {
  const minutes = useDayMinutes();
  const points = useMemo(
    () =>
      minutes.flatMap(({ at, net, byInstance }) => {
        const money = instance === null ? net : byInstance[instance];
        return money === undefined ? [] : [{ at, money }];
      }),
    [minutes, instance],
  );
  if (points.length === 0)
    return (
      <EmptyState title="No minute is over yet">
        The day's curve gets a point at the end of every minute. What is closed already is under Trades.
      </EmptyState>
    );
  if (points.length === 1) return <EmptyState title="No curve yet">It begins with the second minute.</EmptyState>;
  return (
    <EquityChart
      subject={`${instance}`}
      label="Net through the day, and drawdown"
      points={points}
      formatAt={formatMinute}
      width="growing"
    />
  );
}
