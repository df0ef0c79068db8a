import { useEffect, useMemo, useRef, useState, type RefObject } from 'react';
import { useDesk } from '../../store/desk';
import { useChainSelection, type ChainSelection } from '../../store/selection';
import { useUi } from '../../store/ui';
import { useChainWatch } from '../../store/chain-watch';
import { EmptyState } from '../../ui/empty-state';
import { Panel, Spacer } from '../../ui/panel';
import { ExpiryPicker, UnderlyingPicker } from './chain-picker';
import { useChainSettings } from './chain-settings';
import { ChainStats } from './chain-stats';
import { ChainTable } from './chain-table';
import { ColumnMenu } from './column-menu';
import { fittingColumns } from './columns';
import styles from './option-chain.module.css';

/** Calls and puts of one underlying and expiry, strike by strike. */
export function OptionChainPanel() {
  const selection = useChainSelection();
  return selection === null ? (
    <Panel label="Option chain">
      <EmptyState title="No chain yet">The day's options have not arrived, or it has none.</EmptyState>
    </Panel>
  ) : (
    <Chain selection={selection} />
  );
}

/** Pixels that base.css gives a scroll bar; the table keeps them free whether it scrolls or not. */
const SCROLLBAR = 9;

function Chain({ selection }: { readonly selection: ChainSelection }) {
  const key = useChainWatch(selection.underlying.name, selection.expiry);
  const hasChain = useDesk((desk) => desk.chains[key] !== undefined);
  const frame = useRef<HTMLDivElement>(null);
  const width = useWidth(frame);
  const chosen = useChainSettings((settings) => settings.columns);
  const fontSize = useUi((ui) => ui.fontSize);
  const columns = useMemo(() => fittingColumns(chosen, width - SCROLLBAR, fontSize), [chosen, width, fontSize]);
  return (
    <Panel
      label="Option chain"
      toolbar={
        <>
          <UnderlyingPicker selection={selection} />
          <ExpiryPicker selection={selection} />
          <Spacer />
          <ColumnMenu shown={new Set(columns.map(({ id }) => id))} />
        </>
      }
    >
      <div ref={frame} className={styles.frame}>
        <ChainStats chain={key} future={selection.underlying.future} />
        {/* A new chain begins centred and unscrolled. */}
        {hasChain && width > 0 && <ChainTable key={key} chain={key} columns={columns} />}
        {!hasChain && <EmptyState title="Waiting for the chain">Its strikes are being subscribed.</EmptyState>}
      </div>
    </Panel>
  );
}

/** The element's inner width in pixels; 0 before it was measured. */
function useWidth(ref: RefObject<HTMLElement | null>): number {
  const [width, setWidth] = useState(0);
  useEffect(() => {
    const element = ref.current;
    if (!element) return;
    const observer = new ResizeObserver(() => setWidth(element.clientWidth));
    observer.observe(element);
    return () => observer.disconnect();
  }, [ref]);
  return width;
}
