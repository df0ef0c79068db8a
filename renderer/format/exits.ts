import type { AfterLegStop, ExitPlan } from '#shared/domain/exit-plan';
import type { InstrumentId } from '#shared/domain/instrument';
import { clockFromMinute } from '#shared/domain/time';
import { symbolOf } from '#shared/domain/words';
import { formatPercent } from './figures';
import { formatPrice } from './money';

const AFTER_LEG_STOP: Readonly<Record<AfterLegStop, string>> = {
  'close-all': 'close all legs',
  'move-to-cost': 'move the other stop to cost',
  keep: 'keep the other leg',
};

/** A trade's ways out as rows of name and value; empty when it has none. */
export function exitRows(plan: ExitPlan): readonly (readonly [string, string])[] {
  const { move, bounds } = plan;
  const rows: readonly (readonly [string, string | null])[] = [
    ['Leg stop', share(plan.legStop)],
    ['Leg target', share(plan.legTarget)],
    ['Leg trail', share(plan.legTrail)],
    ['Combined stop', share(plan.combinedStop)],
    ['Combined target', share(plan.combinedTarget)],
    ['After a leg stop', plan.legStop === null ? null : AFTER_LEG_STOP[plan.afterLegStop]],
    ['Move of', move && `${symbolOf(move.instrument)} by ${formatPercent(move.fraction)}`],
    ['Leaves below', bounds && bound(bounds.instrument, bounds.below)],
    ['Leaves above', bounds && bound(bounds.instrument, bounds.above)],
    ['Square-off', plan.squareOffAt === null ? null : `${clockFromMinute(plan.squareOffAt)} IST`],
  ];
  return rows.flatMap(([name, value]) => (value === null ? [] : [[name, value] as const]));
}

function bound(instrument: InstrumentId, price: number | null): string | null {
  return price === null ? null : `${symbolOf(instrument)} ${formatPrice(price)}`;
}

function share(fraction: number | null): string | null {
  return fraction === null ? null : formatPercent(fraction, 1);
}
