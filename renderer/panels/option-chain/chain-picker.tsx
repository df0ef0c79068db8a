import { daysBetween, type IstDate } from '#shared/domain/time';
import { formatDate, formatDay, formatWeekday } from '../../format/clock';
import { useDeskValue, useDeskView } from '../../store/desk';
import type { ChainSelection } from '../../store/selection';
import { useUi } from '../../store/ui';
import { Select } from '../../ui/select';
import { Tabs } from '../../ui/tabs';
import styles from './option-chain.module.css';

/** Expiries that get a tab; further ones are in a list, so that the line stays one line. */
const TABS = 3;

export function UnderlyingPicker({ selection }: { readonly selection: ChainSelection }) {
  const underlyings = useDeskValue((desk) => desk.desk.desk.underlyings.map(({ name, spot }) => ({ name, spot })));
  const selectUnderlying = useUi((ui) => ui.selectUnderlying);
  return (
    <Select
      aria-label="Underlying"
      value={selection.underlying.name}
      options={underlyings.map(({ name }) => ({ value: name, label: name }))}
      onChange={(name) => {
        const chosen = underlyings.find((each) => each.name === name);
        if (chosen) selectUnderlying(chosen.name, chosen.spot);
      }}
    />
  );
}

export function ExpiryPicker({ selection }: { readonly selection: ChainSelection }) {
  const today = useDeskView((view) => view.date);
  const selectExpiry = useUi((ui) => ui.selectExpiry);
  const { expiries } = selection.underlying;
  const near = expiries.slice(0, TABS);
  const later = expiries.slice(TABS);
  return (
    <>
      <Tabs
        label="Expiry"
        value={selection.expiry}
        onChange={selectExpiry}
        tabs={near.map((expiry) => ({ value: expiry, label: <ExpiryLabel expiry={expiry} today={today} /> }))}
      />
      {later.length > 0 && (
        <Select
          aria-label="Later expiry"
          isQuiet
          className={styles.later}
          value={later.includes(selection.expiry) ? selection.expiry : ''}
          options={[
            { value: '', label: 'Later' },
            ...later.map((expiry) => ({ value: expiry, label: formatDay(expiry) })),
          ]}
          onChange={(expiry) => expiry !== '' && selectExpiry(expiry)}
        />
      )}
    </>
  );
}

function ExpiryLabel({ expiry, today }: { readonly expiry: IstDate; readonly today: IstDate }) {
  const days = daysBetween(today, expiry);
  return (
    <span title={`${formatWeekday(expiry)} ${formatDate(expiry)}`}>
      {formatDay(expiry)} <span className={styles.days}>{days === 0 ? 'today' : `${days}d`}</span>
    </span>
  );
}
