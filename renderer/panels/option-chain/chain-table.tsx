import { LocateFixed } from 'lucide-react';
import { useMemo, type CSSProperties } from 'react';
import { strikeKey, type ChainKey, type ChainView } from '#shared/ipc/views';
import { formatDate } from '../../format/clock';
import { useDesk, useDeskShallow, useDeskValue } from '../../store/desk';
import { useUi } from '../../store/ui';
import { Button } from '../../ui/button';
import { ChainHead, HEAD_ROWS } from './chain-head';
import { ChainRow } from './chain-row';
import { moneyBoundary, scaleOf } from './chain-scale';
import { mirrored, type ChainColumn } from './columns';
import { openLots } from './open-lots';
import styles from './option-chain.module.css';
import { partsOf, withPinned } from './row-range';
import { useChainScroll } from './use-chain-scroll';

/** Row height per pixel of font size: 22 px at the base size. */
const ROW_RATIO = 1.85;

interface ChainTableProps {
  readonly chain: ChainKey;
  readonly columns: readonly ChainColumn[];
}

/** The strikes of one chain. Only the rows in sight exist, and the ATM row, which stays in sight. */
export function ChainTable({ chain, columns }: ChainTableProps) {
  const { underlying, expiry, strikes, lotSize } = useDeskValue((desk) => shapeOf(desk.chains[chain]));
  const rows = useMemo(() => strikes.map((strike) => ({ strike, key: strikeKey(chain, strike) })), [chain, strikes]);
  const sides = useMemo(() => ({ CE: columns, PE: mirrored(columns) }), [columns]);
  const atmStrike = useDesk((desk) => desk.chains[chain]?.atmStrike ?? null);
  const boundary = useDesk((desk) => moneyBoundary(strikes, forwardOf(desk.chains[chain])));
  const lots = useDeskValue((desk) => openLots(Object.values(desk.trades), lotSize));
  const scale = useDeskShallow((desk) => scaleOf(rows.map(({ key }) => desk.strikes[key])));

  const rowHeight = Math.round(useUi((ui) => ui.fontSize) * ROW_RATIO);
  const atm = atmStrike === null ? -1 : strikes.indexOf(atmStrike);
  const layout = { rowHeight, headHeight: HEAD_ROWS * rowHeight, centred: atm };
  const { scroller, onScroll, rows: inSight, isFollowing, centre } = useChainScroll(layout);
  const parts = partsOf(withPinned(inSight, atm, strikes.length), strikes.length);

  const drawRow = (index: number) => {
    const row = rows[index];
    if (row === undefined) return null;
    const inTheMoney = boundary === null ? null : index < boundary ? 'CE' : 'PE';
    const place = { rowIndex: index + HEAD_ROWS + 1, isAtm: index === atm, inTheMoney } as const;
    const contract = { underlying, expiry, strike: row.strike };
    return <ChainRow key={row.key} rowKey={row.key} columns={sides} openLots={lots} {...contract} {...place} />;
  };
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
        >
          <ChainHead columns={sides} />
          <tbody>
            {parts.map((part) =>
              part.kind === 'row' ? (
                drawRow(part.index)
              ) : (
                <Gap key={`gap-${part.from}`} height={part.rows * rowHeight} />
              ),
            )}
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
function Gap({ height }: { readonly height: number }) {
  return <tr aria-hidden="true" style={{ height }} />;
}

/** What is in the money is so against the price that the option settles to. */
function forwardOf(chain: ChainView | undefined): number | null {
  return chain?.forward ?? chain?.spot ?? null;
}

/** What of a chain changes rarely: compared by content, because its row is a new object with every delta. */
function shapeOf(chain: ChainView | undefined): Pick<ChainView, 'underlying' | 'expiry' | 'strikes' | 'lotSize'> {
  if (!chain) throw new Error('The chain was drawn before it was in the tables');
  const { underlying, expiry, strikes, lotSize } = chain;
  return { underlying, expiry, strikes, lotSize };
}
