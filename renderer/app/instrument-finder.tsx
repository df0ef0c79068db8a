import { Command as Cmdk } from 'cmdk';
import { Star } from 'lucide-react';
import { useState } from 'react';
import type { InstrumentView } from '#shared/ipc/views';
import { useAnswer } from '../store/answer';
import { useDeskView } from '../store/desk';
import { closeFinder, useFinder } from '../store/finder';
import { useUi } from '../store/ui';
import { toggleWatched } from '../store/watched';
import { IconButton } from '../ui/button';
import { Dialog } from '../ui/dialog';
import palette from './commands/palette.module.css';
import styles from './instrument-finder.module.css';

/** Finds any instrument of the day by what is typed; puts it on the chart or on the watch list. */
export function InstrumentFinder() {
  const isOpen = useFinder((finder) => finder.isOpen);
  return isOpen ? <Finder /> : null;
}

function Finder() {
  const [typed, setTyped] = useState('');
  const { reply, problem } = useAnswer('instruments.search', { typed: typed.slice(0, 60) });
  const found = reply?.ok === true ? reply.value : [];
  const chart = (instrument: InstrumentView) => {
    closeFinder();
    useUi.getState().selectInstrument(instrument.id);
  };
  return (
    <Dialog title="Find an instrument" isBare onClose={closeFinder}>
      <Cmdk className={palette.palette} label="Instruments" shouldFilter={false} loop>
        <Cmdk.Input
          className={palette.input}
          value={typed}
          onValueChange={setTyped}
          placeholder="NIFTY 26000 CE, BANKNIFTY fut, RELIANCE…"
        />
        {typed.trim() !== '' && found.length === 0 && (
          <div className={palette.empty}>{problem ?? "Nothing of that name in today's instruments."}</div>
        )}
        {typed.trim() === '' && (
          <div className={palette.empty}>Type a name, a strike, an expiry. Enter puts it on the chart.</div>
        )}
        <Cmdk.List className={palette.list}>
          {found.map((instrument) => (
            <Found key={instrument.id} instrument={instrument} onChart={() => chart(instrument)} />
          ))}
        </Cmdk.List>
      </Cmdk>
    </Dialog>
  );
}

function Found({ instrument, onChart }: { readonly instrument: InstrumentView; readonly onChart: () => void }) {
  const { id, name, symbol, exchange, lotSize } = instrument;
  const isWatched = useDeskView(({ watchlist }) => watchlist.includes(id));
  return (
    <Cmdk.Item className={palette.item} value={id} onSelect={onChart}>
      <span className={styles.name}>{name}</span>
      {symbol !== name && <span className={styles.detail}>{symbol}</span>}
      <span className={styles.room} />
      {lotSize > 1 && <span className={styles.detail}>1 lot = {lotSize}</span>}
      <span className={styles.kind}>{exchange}</span>
      {/* A press on the row is a choice of it, and one here may not take the focus from what is typed. */}
      <span
        role="presentation"
        onClick={(event) => event.stopPropagation()}
        onMouseDown={(event) => event.preventDefault()}
      >
        <IconButton
          label={isWatched ? `Take ${name} off the watch list` : `Watch ${name}`}
          aria-pressed={isWatched}
          icon={<Star size={13} fill={isWatched ? 'currentColor' : 'none'} />}
          onPress={() => toggleWatched(id)}
        />
      </span>
    </Cmdk.Item>
  );
}
