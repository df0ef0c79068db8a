import { lazy, Suspense, useEffect } from 'react';
import { QuickConfirm } from '../panels/quick-trade/quick-confirm';
import { useSettingsRequest } from '../panels/settings/settings-request';
import { StrategySettings } from '../panels/strategies/edit-dialog';
import { StrategyLog } from '../panels/strategies/log-dialog';
import { useReplicaState } from '../store/desk';
import { TipProvider } from '../ui/tooltip';
import styles from './app.module.css';
import { Approvals } from './approvals';
import { Banners } from './banners';
import { CommandPalette } from './commands/palette';
import { useShortcuts } from './commands/shortcuts';
import { ErrorBoundary } from './error-boundary';
import { useFirstPriceMark } from './first-price';
import { FirstSteps } from './first-steps';
import { InstrumentFinder } from './instrument-finder';
import { followNews } from './news';
import { Toaster } from './toaster';
import { ArmDialog } from './top-bar/arm';
import { TopBar } from './top-bar/top-bar';
import { LayoutsDialog } from './workspace/layouts-dialog';
import { Workspace } from './workspace/workspace';

export function App() {
  const isReady = useReplicaState(({ tables }) => tables !== null);
  return <TipProvider>{isReady ? <Desk /> : <Starting />}</TipProvider>;
}

function Desk() {
  useFirstPriceMark();
  useShortcuts();
  useEffect(followNews, []);
  return (
    <div className={styles.desk}>
      <ErrorBoundary name="The top bar">
        <TopBar />
      </ErrorBoundary>
      <Approvals />
      <Banners />
      <FirstSteps />
      <main className={styles.workspace}>
        <Workspace />
      </main>
      <CommandPalette />
      <InstrumentFinder />
      <LayoutsDialog />
      <ArmDialog />
      <Settings />
      <StrategySettings />
      <StrategyLog />
      <QuickConfirm />
      <Toaster />
    </div>
  );
}

// With all the parsers of what can be set, it is read from the disk when it is opened.
const SettingsDialog = lazy(async () => ({
  default: (await import('../panels/settings/settings-dialog')).SettingsDialog,
}));

function Settings() {
  const isOpen = useSettingsRequest(({ section }) => section !== null);
  return <Suspense>{isOpen && <SettingsDialog />}</Suspense>;
}

function Starting() {
  const problem = useReplicaState((state) => state.problem);
  return (
    <output className={styles.starting}>
      <p className={styles.name}>KiteDesk</p>
      <p>{problem === null ? 'Opening the desk…' : `The desk is not ready yet: ${problem}. Trying again…`}</p>
    </output>
  );
}
