import { useMemo } from 'react';
import { MINUTE } from '#shared/domain/time';
import type { ResultMinute } from '#shared/ipc/review';
import { formatMinute } from '../../format/clock';
import { useDeskView } from '../../store/desk';
import { useAsked } from '../../store/use-asked';
import { EmptyState } from '../../ui/empty-state';
import { EquityChart } from '../../ui/equity-chart';

/** The day's money minute by minute: of the desk, or of one strategy (its id). */
export function TodayView({ instance }: { readonly instance: string | null }) {
  const minutes = useMinutes();
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
      <EmptyState title="No minute is over yet">The day's curve gets a point at the end of every minute.</EmptyState>
    );
  return (
    <EquityChart
      subject={`${instance}`}
      label="Net through the day, and drawdown"
      points={points}
      formatAt={formatMinute}
    />
  );
}

const NOTHING: readonly ResultMinute[] = [];

/** The minutes so far; after each one the desk is asked again. */
function useMinutes(): readonly ResultMinute[] {
  const occasion = useDeskView(({ mode, at }) => `${mode} ${Math.floor(at / MINUTE)}`);
  const { reply } = useAsked('review.day', null, occasion);
  return reply?.ok === true ? reply.value.minutes : NOTHING;
}
