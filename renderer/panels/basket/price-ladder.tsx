import { ListOrdered } from 'lucide-react';
import { Popover } from 'radix-ui';
import { useEffect, useEffectEvent, useState } from 'react';
import type { Depth, DepthLevel } from '#shared/domain/depth';
import type { InstrumentId } from '#shared/domain/instrument';
import type { Paise } from '#shared/domain/units';
import { formatQty } from '../../format/figures';
import { formatPrice } from '../../format/money';
import { askQuietly } from '../../store/ask';
import { IconButton } from '../../ui/button';
import { useOverlayHost } from '../../ui/overlay-host';
import styles from './price-ladder.module.css';

const READ_EVERY_MS = 400;

interface PriceLadderProps {
  /** 'NIFTY 24,200 CE 18 Aug'. */
  readonly name: string;
  readonly instrument: InstrumentId;
  readonly onPick: (price: Paise) => void;
}

/** The five best prices either side, read while it is open; a click on one takes it as the limit. */
export function PriceLadder({ name, instrument, onPick }: PriceLadderProps) {
  const [isOpen, setOpen] = useState(false);
  const { trigger, container, onOpenChange } = useOverlayHost<HTMLDivElement>();
  const show = (isShown: boolean) => {
    onOpenChange(isShown);
    setOpen(isShown);
  };
  return (
    <Popover.Root open={isOpen} onOpenChange={setOpen}>
      <Popover.Anchor ref={trigger}>
        <IconButton
          label={`Price ladder of ${name}`}
          size="small"
          aria-haspopup="dialog"
          aria-expanded={isOpen}
          icon={<ListOrdered size={12} />}
          onPress={() => show(!isOpen)}
        />
      </Popover.Anchor>
      <Popover.Portal container={container}>
        <Popover.Content className={styles.ladder} align="end" sideOffset={4} aria-label={`Price ladder of ${name}`}>
          <Ladder
            instrument={instrument}
            onPick={(price) => {
              setOpen(false);
              onPick(price);
            }}
          />
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  );
}

function Ladder({ instrument, onPick }: Pick<PriceLadderProps, 'instrument' | 'onPick'>) {
  // A price that moved away beneath the pointer would be another one than was aimed at.
  const [isHeld, setHeld] = useState(false);
  const { depth, problem } = useDepth(instrument, isHeld);
  if (problem !== null) return <p className={styles.note}>{problem}</p>;
  if (depth === null) return <p className={styles.note}>No price came yet.</p>;
  const most = Math.max(1, ...[...depth.bids, ...depth.asks].map((level) => level.qty));
  return (
    <table
      className={styles.table}
      onPointerEnter={() => setHeld(true)}
      onPointerLeave={() => setHeld(false)}
      data-held={isHeld}
    >
      <caption>{isHeld ? 'Standing still while you point at it' : 'Click a price to take it'}</caption>
      <thead>
        <tr>
          <th scope="col">Price</th>
          <th scope="col">Units</th>
          <th scope="col">Orders</th>
        </tr>
      </thead>
      <Levels title="Offers" side="ask" levels={depth.asks.toReversed()} most={most} onPick={onPick} />
      <Levels title="Bids" side="bid" levels={depth.bids} most={most} onPick={onPick} />
    </table>
  );
}

interface LevelsProps {
  readonly title: string;
  readonly side: 'bid' | 'ask';
  readonly levels: readonly DepthLevel[];
  readonly most: number;
  readonly onPick: (price: Paise) => void;
}

function Levels({ title, side, levels, most, onPick }: LevelsProps) {
  return (
    <tbody className={styles[side]} aria-label={title}>
      {levels.length === 0 && (
        <tr>
          <td colSpan={3}>None</td>
        </tr>
      )}
      {levels.map(({ price, qty, orders }) => (
        <tr key={price} style={{ backgroundSize: `${(qty / most) * 100}% 100%` }}>
          <td>
            <button type="button" title="Take it as the limit" onClick={() => onPick(price)}>
              {formatPrice(price)}
            </button>
          </td>
          <td>{formatQty(qty)}</td>
          <td>{orders}</td>
        </tr>
      ))}
    </tbody>
  );
}

interface DepthState {
  readonly depth: Depth | null;
  readonly problem: string | null;
}

/** Read again and again; what is held stays as it was read last. */
function useDepth(instrument: InstrumentId, isHeld: boolean): DepthState {
  const [state, setState] = useState<DepthState>({ depth: null, problem: null });
  const take = useEffectEvent((read: DepthState) => {
    if (!isHeld) setState(read);
  });
  useEffect(() => {
    let hasEnded = false;
    let timer: ReturnType<typeof setTimeout>;
    const read = async () => {
      const { reply, problem } = await askQuietly('quote.depth', { instrument });
      if (hasEnded) return;
      take({ depth: reply?.ok === true ? reply.value : null, problem });
      timer = setTimeout(() => void read(), READ_EVERY_MS);
    };
    void read();
    return () => {
      hasEnded = true;
      clearTimeout(timer);
    };
  }, [instrument]);
  return state;
}
