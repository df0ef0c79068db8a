import { LocateFixed } from 'lucide-react';
import { useMemo, useRef, type CSSProperties } from 'react';
import { strikeKey, type ChainKey, type ChainView } from '#shared/ipc/views';
import { formatDate } from '../../format/clock';
import { useDesk, useDeskShallow, useDeskValue } from '../../store/desk';
import { useUi } from '../../store/ui';
import { Button } from '../../ui/button';
import { ChainHead, HEAD_ROWS } from './chain-head';
import { ChainRow } from './chain-row';
import { moneyBoundary, scaleOf } from './chain-scale';
import type { ChainColumn } from './columns';
import { openLots } from './open-lots';
import styles from './option-chain.module.css';
import { moveFocus } from './row-focus';
import { useCentring } from './use-centring';
import { useRowRange } from './use-row-range';

/** Row height per pixel of font size: 22 px at the base size. */
const ROW_RATIO = 1.85;

/** The strikes of one chain. Only the rows in sight exist, and the ATM row, which stays in sight. */
export function ChainTable({ chain, columns }: { readonly chain: ChainKey; readonly columns: readonly ChainColumn[] }) {
  const scroller = useRef<HTMLDivElement>(null);
  const { underlying, expiry, strikes, lotSize } = useDeskValue((desk) => shapeOf(desk.chains[chain]));
  const rows = useMemo(() => strikes.map((strike) => ({ strike, key: strikeKey(chain, strike) })), [chain, strikes]);
  const atmStrike = useDesk((desk) => desk.chains[chain]?.atmStrike ?? null);
  const boundary = useDesk((desk) =>
    moneyBoundary(strikes, desk.chains[chain]?.forward ?? desk.chains[chain]?.spot ?? null),
  );
  const lots = useDeskValue((desk) => openLots(Object.values(desk.trades), lotSize));
  const scale = useDeskShallow((desk) => scaleOf(rows.map(({ key }) => desk.strikes[key])));

  const rowHeight = Math.round(useUi((ui) => ui.fontSize) * ROW_RATIO);
  const atm = atmStrike === null ? -1 : strikes.indexOf(atmStrike);
  const range = useRowRange(scroller, { count: strikes.length, pinned: atm, rowHeight });
  const { isFollowing, centre, onScroll } = useCentring(
    scroller,
    atm === -1 ? null : (atm + 0.5) * rowHeight,
    HEAD_ROWS * rowHeight,
  );

  const measures = {
    '--chain-row': `${rowHeight}px`,
    '--oi-max': scale.oi,
    '--oi-change-max': scale.oiChange,
  } as CSSProperties;
  return (
    <>
      <div ref={scroller} className={styles.scroller} onScroll={onScroll} style={measures}>
        <table
          className={styles.table}
          aria-label={`Option chain ${underlying} ${formatDate(expiry)}`}
          aria-rowcount={strikes.length + HEAD_ROWS}
          onKeyDown={moveFocus}
        >
          <ChainHead columns={columns} />
          <tbody>
            {range.map((part) => {
              if (part.kind === 'gap')
                return <Gap key={`gap-${part.from}`} height={part.rows * rowHeight} span={columns.length * 2 + 1} />;
              const { index } = part;
              const inTheMoney = boundary === null ? null : index < boundary ? 'CE' : 'PE';
              const row = rows[index];
              return (
                row && (
                  <ChainRow
                    key={row.key}
                    rowKey={row.key}
                    strike={row.strike}
                    isAtm={index === atm}
                    {...{ index, columns, inTheMoney, openLots: lots }}
                  />
                )
              );
            })}
          </tbody>
        </table>
      </div>
      {!isFollowing && atm !== -1 && (
        <Button className={styles.centre} size="small" icon={<LocateFixed size={12} />} onPress={centre}>
          Centre ATM
        </Button>
      )}
    </>
  );
}

/** Holds the place of rows that are out of sight. */
function Gap({ height, span }: { readonly height: number; readonly span: number }) {
  return (
    <tr aria-hidden="true">
      <td className={styles.gap} colSpan={span} style={{ height }} />
    </tr>
  );
}

/** What of a chain changes rarely: compared by content, because its row is a new object with every delta. */
function shapeOf(chain: ChainView | undefined): Pick<ChainView, 'underlying' | 'expiry' | 'strikes' | 'lotSize'> {
  if (!chain) throw new Error('The chain was drawn before it was in the tables');
  const { underlying, expiry, strikes, lotSize } = chain;
  return { underlying, expiry, strikes, lotSize };
}
