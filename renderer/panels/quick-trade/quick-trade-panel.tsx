import { useCallback } from 'react';
import type { Paise } from '#shared/domain/units';
import { chainKey } from '#shared/ipc/views';
import { useDesk, useDeskValue, useDeskView } from '../../store/desk';
import { aimQuickTrade, FARTHEST_AIM, seeQuickTrade, useQuickTrade } from '../../store/quick-trade';
import { useChainSelection, type ChainSelection } from '../../store/selection';
import { useChainWatch } from '../../store/chain-watch';
import { ChainLabel } from '../../ui/chain-label';
import { chordLabel, IS_MAC, type Chord } from '../../ui/chord';
import { EmptyState } from '../../ui/empty-state';
import { Button } from '../../ui/button';
import { Switch } from '../../ui/field';
import { NumberInput } from '../../ui/number-field';
import { Panel, Spacer } from '../../ui/panel';
import { QUICK_KEYS } from './quick-keys';
import { QuickRow } from './quick-row';
import styles from './quick-trade.module.css';

/** Strikes either side of the money. */
const REACH = 3;

/** Options around the money with buttons and keys for fast hands. It asks before each order, unless one-click is switched on. */
export function QuickTradePanel() {
  const selection = useChainSelection();
  return selection === null ? (
    <Panel label="Quick trade">
      <EmptyState title="No chain yet">The day's options have not arrived, or it has none.</EmptyState>
    </Panel>
  ) : (
    <QuickTrade selection={selection} />
  );
}

function QuickTrade({ selection }: { readonly selection: ChainSelection }) {
  const key = useChainWatch(selection.underlying.name, selection.expiry);
  const mode = useDeskView((view) => view.mode);
  const isOneClick = useQuickTrade((quick) => quick.isOneClick);
  const rows = useRows(key);
  const sight = useSight();
  return (
    <Panel label="Quick trade" toolbar={<Toolbar selection={selection} />}>
      <div ref={sight} className={styles.frame} data-mode={mode} data-one-click={isOneClick}>
        <p className={styles.state}>
          {mode.toUpperCase()} · {isOneClick ? 'a click sends at once' : 'a click asks first'}
        </p>
        {rows.length === 0 ? (
          <EmptyState title="Waiting for the chain">Its strikes are being subscribed.</EmptyState>
        ) : (
          <table className={styles.table} aria-label="Options around the money">
            <colgroup>
              <col className={styles.sideColumn} />
              <col className={styles.priceColumn} />
              <col />
              <col className={styles.priceColumn} />
              <col className={styles.sideColumn} />
            </colgroup>
            <thead>
              <tr>
                <th scope="colgroup" colSpan={2} className={styles.calls}>
                  Calls
                </th>
                <th scope="col">Strike</th>
                <th scope="colgroup" colSpan={2} className={styles.puts}>
                  Puts
                </th>
              </tr>
            </thead>
            <tbody>
              {rows.map(({ strike, steps }) => (
                <QuickRow key={strike} selection={selection} strike={strike} steps={steps} />
              ))}
            </tbody>
          </table>
        )}
        <Aim />
      </div>
    </Panel>
  );
}

/** Follows whether an element can be seen: a panel behind another tab is out of the page. */
function useSight(): (element: HTMLElement | null) => (() => void) | undefined {
  return useCallback((element: HTMLElement | null) => {
    if (element === null) return undefined;
    const observer = new IntersectionObserver(([entry]) => seeQuickTrade(entry?.isIntersecting === true));
    observer.observe(element);
    return () => {
      observer.disconnect();
      seeQuickTrade(false);
    };
  }, []);
}

function Toolbar({ selection }: { readonly selection: ChainSelection }) {
  const { lots, legStop, isOneClick } = useQuickTrade();
  const key = chainKey(selection.underlying.name, selection.expiry);
  const lotSize = useDesk((desk) => desk.chains[key]?.lotSize ?? 0);
  return (
    <>
      <ChainLabel selection={selection} />
      <span className={styles.setting}>
        <label htmlFor="quick-lots">Lots</label>
        <span className={styles.number}>
          <NumberInput
            id="quick-lots"
            value={lots}
            onChange={(next) => {
              if (next !== null && Number.isInteger(next) && next > 0) useQuickTrade.setState({ lots: next });
            }}
          />
        </span>
        <span className={styles.units}>{lots * lotSize} units</span>
      </span>
      <span className={styles.setting} title="Of the price it was entered at; empty is without">
        <label htmlFor="quick-stop">Stop</label>
        <span className={styles.number}>
          <NumberInput
            id="quick-stop"
            unit="%"
            scale={100}
            step={0.05}
            value={legStop}
            onChange={(next) => useQuickTrade.setState({ legStop: next !== null && next > 0 ? next : null })}
          />
        </span>
      </span>
      <Spacer />
      <span className={styles.setting} title="Sends without asking, until the panel is out of sight">
        <label htmlFor="quick-one-click">One click</label>
        <Switch
          id="quick-one-click"
          label="One click sends without asking"
          checked={isOneClick}
          onChange={(next) => useQuickTrade.setState({ isOneClick: next })}
        />
      </span>
    </>
  );
}

/** Where the keys aim, what they do there, and how that is changed. */
function Aim() {
  const aim = useQuickTrade((quick) => quick.aim);
  return (
    <div className={styles.aim}>
      <span>
        Keys aim at <strong>{aimText(aim)}</strong>
      </span>
      <Button size="small" disabled={aim <= -FARTHEST_AIM} onPress={() => aimQuickTrade(-1)}>
        Nearer <Key chord={QUICK_KEYS.nearer} />
      </Button>
      <Button size="small" disabled={aim >= FARTHEST_AIM} onPress={() => aimQuickTrade(1)}>
        Further <Key chord={QUICK_KEYS.further} />
      </Button>
      {(['CE', 'PE'] as const).map((right) => (
        <span key={right}>
          {right === 'CE' ? 'Call' : 'Put'}: buy <Key chord={QUICK_KEYS[right].buy} /> sell{' '}
          <Key chord={QUICK_KEYS[right].sell} />
        </span>
      ))}
    </div>
  );
}

function Key({ chord }: { readonly chord: Chord }) {
  return <kbd>{chordLabel(chord, IS_MAC)}</kbd>;
}

function aimText(steps: number): string {
  if (steps === 0) return 'the money';
  return `${Math.abs(steps)} ${Math.abs(steps) === 1 ? 'strike' : 'strikes'} ${steps > 0 ? 'out of' : 'into'} the money`;
}

interface QuickStrike {
  readonly strike: Paise;
  /** From the ATM strike; below it when negative. */
  readonly steps: number;
}

function useRows(key: string): readonly QuickStrike[] {
  return useDeskValue((desk) => {
    const chain = desk.chains[key];
    const atm = chain?.atmStrike ?? null;
    if (!chain || atm === null) return [];
    const middle = chain.strikes.indexOf(atm);
    return chain.strikes.flatMap((strike, index) =>
      Math.abs(index - middle) <= REACH ? [{ strike, steps: index - middle }] : [],
    );
  });
}
