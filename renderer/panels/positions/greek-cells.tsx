import type { Tables } from '#shared/ipc/views';
import { formatDecimal, formatSignedQty, NO_VALUE } from '../../format/figures';
import { withSign } from '../../format/money';
import { useDeskShallow } from '../../store/desk';
import { Steady } from '../../ui/steady';
import type { HeldGreeks } from './held-greeks';
import styles from './positions.module.css';
import { ROOM } from './room';

const UNKNOWN = { delta: null, theta: null, vega: null } as const;

/** Delta, theta and vega of a leg, a trade or all of them. `select` may be made anew: what it finds is compared. */
export function GreekCells({ select }: { readonly select: (desk: Tables) => HeldGreeks | null }) {
  const { delta, theta, vega } = useDeskShallow((desk) => roundedOf(select(desk)));
  return (
    <>
      <td className={styles.delta}>
        <Steady room={ROOM.greek} text={delta ?? NO_VALUE} />
      </td>
      <td className={styles.theta}>
        <Steady room={ROOM.greek} text={theta ?? NO_VALUE} />
      </td>
      <td className={styles.vega}>
        <Steady room={ROOM.greek} text={vega ?? NO_VALUE} />
      </td>
    </>
  );
}

/** As they are shown, so that a change too small to be seen draws nothing. */
function roundedOf(greeks: HeldGreeks | null): Readonly<Record<keyof HeldGreeks, string | null>> {
  if (greeks === null) return UNKNOWN;
  const { delta, theta, vega } = greeks;
  return {
    delta: withSign(formatDecimal(Math.abs(delta), 1), delta),
    theta: formatSignedQty(Math.round(theta / 100)),
    vega: formatSignedQty(Math.round(vega / 100)),
  };
}
