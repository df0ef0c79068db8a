import { DockviewReact, type DockviewReadyEvent, type DockviewTheme, type IDockviewPanelProps } from 'dockview-react';
import {
  Activity,
  Suspense,
  useCallback,
  useEffect,
  useRef,
  useSyncExternalStore,
  type FunctionComponent,
} from 'react';
import { useBasket } from '../../store/basket';
import { EmptyState } from '../../ui/empty-state';
import { styleNonceOf } from '../style-nonce';
import { ErrorBoundary } from '../error-boundary';
import { attachDock, revealPanel } from './dock';
import './dock.css';
import { GroupActions } from './group-actions';
import { usePanelTurn } from './panel-turn';
import { PANEL_IDS, PANELS, type PanelInfo } from './registry';

const THEME: DockviewTheme = { name: 'kitedesk', className: 'desk-dock', gap: 4, dndTabIndicator: 'line' };

const COMPONENTS: Record<string, FunctionComponent<IDockviewPanelProps>> = Object.fromEntries(
  PANEL_IDS.map((id) => [id, enclosed(PANELS[id])]),
);

/**
 * A panel of the dock knows nothing of it: it takes no props and fails alone. Behind another tab it keeps what was typed and chosen,
 * but follows nothing: neither the desk nor main works for what nobody sees.
 */
function enclosed({ title, component: Content, isKept = false }: PanelInfo): FunctionComponent<IDockviewPanelProps> {
  return function DockPanel({ api }) {
    const isUp = usePanelTurn();
    const isVisible = useVisible(api);
    return (
      <ErrorBoundary name={title}>
        {isUp && (
          <Activity mode={isVisible || isKept ? 'visible' : 'hidden'}>
            {/* Within the activity: React trips over one that was removed while it waited for its code itself. */}
            <Suspense>
              <Content />
            </Suspense>
          </Activity>
        )}
      </ErrorBoundary>
    );
  };
}

function useVisible(api: IDockviewPanelProps['api']): boolean {
  const subscribe = useCallback(
    (listener: () => void) => {
      const subscription = api.onDidVisibilityChange(listener);
      return () => subscription.dispose();
    },
    [api],
  );
  return useSyncExternalStore(subscribe, () => api.isVisible);
}

/** The dock that holds the panels; its layout is remembered. */
export function Workspace() {
  const release = useRef<() => void>(undefined);
  useEffect(() => () => release.current?.(), []);
  useEffect(followBasket, []);
  const take = ({ api }: DockviewReadyEvent) => {
    release.current = attachDock(api);
  };
  return (
    <DockviewReact
      theme={THEME}
      components={COMPONENTS}
      onReady={take}
      nonce={styleNonceOf}
      rightHeaderActionsComponent={GroupActions}
      watermarkComponent={NoPanels}
      scrollbars="native"
    />
  );
}

/** Shows where what is added to the basket went, and what became of it once it was sent. Returns how to stop. */
function followBasket(): () => void {
  return useBasket.subscribe(({ legs, sent }, before) => {
    if (legs.length > before.legs.length) revealPanel('basket');
    if (sent > before.sent) revealPanel('positions');
  });
}

function NoPanels() {
  return (
    <EmptyState title="Every panel is closed">Open one from the menu, or press Ctrl+K and choose a layout.</EmptyState>
  );
}
