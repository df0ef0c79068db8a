import type { Tables } from '#shared/ipc/views';
import { formatDecimal, formatSignedQty, orDash } from '../../format/figures';
import { withSign } from '../../format/money';
import { LiveText } from '../../ui/live';
import type { HeldGreeks } from './held-greeks';
import styles from './positions.module.css';
import { ROOM } from './room';

/** Delta, theta and vega of a leg, a trade or all of them, as exact as they are shown. */
export function GreekCells({ select }: { readonly select: (desk: Tables) => HeldGreeks | null }) {
  return (
    <>
      <td className={styles.delta}>
        <LiveText
          urgency="in turn"
          room={ROOM.greek}
          select={(desk) => rounded(select(desk)?.delta, 10)}
          text={(tenths) => orDash(tenths, (value) => withSign(formatDecimal(Math.abs(value) / 10, 1), value))}
        />
      </td>
      <td className={styles.theta}>
        <LiveText
          urgency="in turn"
          room={ROOM.greek}
          select={(desk) => rounded(select(desk)?.theta, 0.01)}
          text={rupees}
        />
      </td>
      <td className={styles.vega}>
        <LiveText
          urgency="in turn"
          room={ROOM.greek}
          select={(desk) => rounded(select(desk)?.vega, 0.01)}
          text={rupees}
        />
      </td>
    </>
  );
}

/** In whole steps, so that a change too small to be seen writes nothing. */
function rounded(value: number | undefined, steps: number): number | null {
  return value === undefined ? null : Math.round(value * steps);
}

function rupees(amount: number | null): string {
  return orDash(amount, formatSignedQty);
}
