import type { InstrumentId } from '#shared/domain/instrument';
import type { ChainKey, ChainView, Tables } from '#shared/ipc/views';
import { formatDecimal, formatPercent, formatQty, orDash } from '../../format/figures';
import { formatPrice, formatStrike } from '../../format/money';
import { useDesk } from '../../store/desk';
import { useLive, write } from '../../store/live';
import { classNames } from '../../ui/class-names';
import styles from './option-chain.module.css';

interface Stat {
  readonly label: string;
  readonly title: string;
  readonly text: (chain: ChainView) => string;
  /** Left out where all of them would take a second row. */
  readonly isSpare?: boolean;
}

const STATS: readonly Stat[] = [
  { label: 'Spot', title: 'The index, rupees', text: ({ spot }) => orDash(spot, formatPrice) },
  {
    label: 'Forward',
    title: 'The forward that put-call parity implies for this expiry, rupees',
    text: ({ forward }) => orDash(forward, formatPrice),
    isSpare: true,
  },
  {
    label: 'Straddle',
    title: 'Premium of the ATM call and put together, rupees',
    text: ({ straddle }) => orDash(straddle, formatPrice),
  },
  {
    label: 'Exp. move',
    title: 'Expected move until expiry, one standard deviation, in points',
    text: ({ expectedMove }) => orDash(expectedMove, (move) => `±${formatPrice(move)}`),
  },
  {
    label: 'ATM IV',
    title: 'Implied volatility at the ATM strike, per year',
    text: ({ atmIv }) => orDash(atmIv, (iv) => formatPercent(iv, 1)),
  },
  {
    label: 'IV pctl',
    title:
      'Share of earlier days whose ATM IV was lower, by the nearest expiry after today; in brackets the days kept so far',
    text: ({ ivPercentile }) => orDash(ivPercentile, ({ share, days }) => `${formatPercent(share, 0)} (${days} d)`),
  },
  {
    label: 'PCR, vol',
    title: 'Puts per call: by open interest, and by volume',
    text: ({ pcrOi, pcrVolume }) => `${orDash(pcrOi, formatDecimal)}, ${orDash(pcrVolume, formatDecimal)}`,
  },
  {
    label: 'Max pain',
    title: 'The settlement that pays option buyers least',
    text: ({ maxPain }) => orDash(maxPain, formatStrike),
  },
  {
    label: 'Expiry, lot',
    title: 'Calendar days to expiry, and units per lot',
    text: ({ daysToExpiry, lotSize }) => `${formatDecimal(daysToExpiry, 1)} d, ${formatQty(lotSize)}`,
  },
];

/** The figures about the chain as a whole, each in a box of its own size, so that none moves another. */
export function ChainStats({ chain: key, future }: { readonly chain: ChainKey; readonly future: InstrumentId | null }) {
  const isThere = useDesk((desk) => desk.chains[key] !== undefined);
  if (!isThere) return null;
  const [spot, ...others] = STATS;
  return (
    <dl className={styles.stats} aria-label="Chain figures">
      {spot && <ChainStat chain={key} stat={spot} />}
      {future !== null && <FutureStat future={future} />}
      {others.map((stat) => (
        <ChainStat key={stat.label} chain={key} stat={stat} />
      ))}
    </dl>
  );
}

function ChainStat({ chain, stat }: { readonly chain: ChainKey; readonly stat: Stat }) {
  const { label, title, isSpare = false, text } = stat;
  const select = ({ chains }: Tables) => {
    const view = chains[chain];
    return view ? text(view) : '';
  };
  return <StatBox label={label} title={title} isSpare={isSpare} select={select} />;
}

function FutureStat({ future }: { readonly future: InstrumentId }) {
  return (
    <StatBox
      label="Future"
      title="Nearest future, rupees"
      select={({ quotes }) => orDash(quotes[future]?.ltp, formatPrice)}
    />
  );
}

interface StatBoxProps extends Omit<Stat, 'text'> {
  readonly select: (desk: Tables) => string;
}

function StatBox({ label, title, select, isSpare = false }: StatBoxProps) {
  const element = useLive<HTMLElement, string>(select, write);
  return (
    <div className={classNames(styles.stat, isSpare && styles.spare)} title={title}>
      <dt>{label}</dt>
      <dd ref={element} />
    </div>
  );
}
