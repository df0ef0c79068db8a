import { Info, OctagonAlert, TriangleAlert, X } from 'lucide-react';
import { useEffect, useState, type ReactNode } from 'react';
import type { AppInfo } from '#shared/ipc/contract';
import { openSettings } from '../panels/settings/settings-request';
import { ask } from '../store/ask';
import { useDeskValue, useDeskView } from '../store/desk';
import { Button, IconButton } from '../ui/button';
import { classNames } from '../ui/class-names';
import styles from './banners.module.css';
import { ArmButton } from './top-bar/arm';

/** What stands in the way of trading, each in one sentence with what to do about it. */
export function Banners() {
  return (
    <section className={styles.banners} aria-label="State of the desk">
      <HaltBanner />
      <ConnectionBanner />
      <ReconcileBanner />
      <StartupNotes />
    </section>
  );
}

function HaltBanner() {
  const reason = useDeskView((desk) => desk.haltReason);
  if (reason === null) return null;
  return (
    <Banner tone="danger" title="Trading is halted" action={<ArmButton label="Arm again" />}>
      {reason}. Only exits and cancels leave the desk until you arm it again.
    </Banner>
  );
}

function ConnectionBanner() {
  const { feed, orders } = useDeskValue(({ desk }) => ({ feed: desk.desk.feed, orders: desk.desk.orders }));
  if (feed.state === 'login-required' || orders.state === 'login-required') {
    return (
      <Banner
        tone="warn"
        title="Log in to Kite"
        action={
          <>
            <Button onPress={() => openSettings('account')}>Settings</Button>
            <Button tone="primary" onPress={() => ask('session.login')}>
              Log in
            </Button>
          </>
        }
      >
        {feed.reason || orders.reason || 'Kite asks for a fresh login every morning.'}
      </Banner>
    );
  }
  if (orders.state === 'closed') {
    return (
      <Banner
        tone="danger"
        title="The desk could not be opened"
        action={
          <>
            <Button onPress={() => openSettings()}>Settings</Button>
            <Button tone="primary" onPress={() => ask('desk.reopen')}>
              Try again
            </Button>
          </>
        }
      >
        {orders.reason}
      </Banner>
    );
  }
  if (orders.state === 'disconnected') {
    return (
      <Banner tone="danger" title="Orders cannot reach the broker">
        {orders.reason || 'The connection was lost.'} The desk keeps trying. To get out now, use the broker's own app.
      </Banner>
    );
  }
  if (feed.state !== 'disconnected') return null;
  return (
    <Banner tone="danger" title="Prices have stopped">
      {feed.reason || 'The connection was lost.'} The desk keeps trying. Stops cannot act on prices that do not come.
    </Banner>
  );
}

function ReconcileBanner() {
  const isComparing = useDeskView(
    ({ isReconciled, orders }) => !isReconciled && (orders.state === 'connecting' || orders.state === 'connected'),
  );
  if (!isComparing) return null;
  return (
    <Banner tone="info" title="Comparing with the broker">
      Nothing is traded before the desk's orders and positions agree with the broker's.
    </Banner>
  );
}

function StartupNotes() {
  const [notes, setNotes] = useState<AppInfo['startupNotes']>([]);
  useEffect(() => {
    void ask('app.info').then((info) => setNotes(info?.startupNotes ?? []));
  }, []);
  if (notes.length === 0) return null;
  const dismiss = <IconButton label="Dismiss" icon={<X size={14} />} onPress={() => setNotes([])} />;
  return (
    <Banner tone="warn" title="While starting" action={dismiss}>
      {notes.join(' · ')}
    </Banner>
  );
}

const ICONS = { info: Info, warn: TriangleAlert, danger: OctagonAlert } as const;

function Banner({
  tone,
  title,
  action,
  children,
}: {
  readonly tone: 'info' | 'warn' | 'danger';
  readonly title: string;
  readonly action?: ReactNode;
  readonly children: ReactNode;
}) {
  const Icon = ICONS[tone];
  return (
    <div className={classNames(styles.banner, styles[tone])} role={tone === 'danger' ? 'alert' : 'status'}>
      <Icon size={14} aria-hidden="true" />
      <strong>{title}</strong>
      <span className={styles.text}>{children}</span>
      {action}
    </div>
  );
}
