import { Pencil, Plus, Trash2 } from 'lucide-react';
import { useMemo, useState } from 'react';
import type { AlertChannel } from '#shared/domain/alerts';
import { istDate } from '#shared/domain/time';
import type { AlertView } from '#shared/ipc/alerts';
import { formatClock, formatDay } from '../../format/clock';
import { NO_VALUE } from '../../format/figures';
import { ask } from '../../store/ask';
import { Button, IconButton } from '../../ui/button';
import { DataTable, type Column } from '../../ui/data-table';
import { EmptyState } from '../../ui/empty-state';
import { Toolbar } from '../../ui/panel';
import { Switch } from '../../ui/field';
import type { AlertsProps } from './alerts-props';
import styles from './alerts-panel.module.css';
import { RuleDialog } from './rule-dialog';

/** The rules, each with the value that it watches and when it fired last. */
export function RulesView({ alerts: { rules, notes }, onChanged }: AlertsProps) {
  const [edited, setEdited] = useState<AlertView | 'new' | null>(null);
  const columns = useMemo(() => columnsOf(setEdited, onChanged), [onChanged]);
  return (
    <div className={styles.main}>
      <Toolbar>
        <Button size="small" tone="primary" icon={<Plus size={13} />} onPress={() => setEdited('new')}>
          Add alert
        </Button>
        {notes.map((note) => (
          <p key={note} role="alert" className={styles.fault}>
            {note}
          </p>
        ))}
      </Toolbar>
      <DataTable
        label="Alerts"
        rows={rules}
        keyOf={({ id }) => id}
        columns={columns}
        isDimmed={({ isOn }) => !isOn}
        empty={
          <EmptyState title="No alerts yet">
            Be told when a price, a premium, PCR, IV or your result reaches a level, or when a strategy acts.
          </EmptyState>
        }
      />
      {edited !== null && (
        <RuleDialog rule={edited === 'new' ? null : edited} onClose={() => setEdited(null)} onSaved={onChanged} />
      )}
    </div>
  );
}

const CHANNELS: Readonly<Record<AlertChannel, string>> = {
  computer: 'screen',
  sound: 'sound',
  telegram: 'Telegram',
  webhook: 'webhook',
};

const REPEATS = { once: 'once', daily: 'once a day', every: 'every time' } as const;

function columnsOf(onEdit: (rule: AlertView) => void, onChanged: () => void): readonly Column<AlertView>[] {
  return [
    { id: 'on', header: 'On', room: 3, cell: (rule) => <OnSwitch rule={rule} onChanged={onChanged} /> },
    {
      id: 'name',
      header: 'Alert',
      cell: ({ name }) => (
        <span className={styles.name} title={name}>
          {name}
        </span>
      ),
      sortBy: ({ name }) => name,
    },
    { id: 'when', header: 'When', most: 44, cell: (rule) => <span title={whenOf(rule)}>{whenOf(rule)}</span> },
    { id: 'now', header: 'Now', align: 'right', cell: ({ now }) => now ?? NO_VALUE },
    {
      id: 'fired',
      header: 'Last fired',
      isSpare: true,
      cell: (rule) => <LastFired rule={rule} />,
      sortBy: ({ firedAt }) => firedAt ?? 0,
    },
    {
      id: 'count',
      header: 'Times',
      align: 'right',
      isSpare: true,
      cell: ({ count }) => count,
      sortBy: ({ count }) => count,
    },
    {
      id: 'channels',
      header: 'Told by',
      isSpare: true,
      cell: ({ channels }) => ['notice', ...channels.map((each) => CHANNELS[each])].join(', '),
    },
    {
      id: 'actions',
      header: '',
      isPinned: true,
      cell: (rule) => (
        <span className={styles.actions}>
          <IconButton label={`Change ${rule.name}`} icon={<Pencil size={12} />} onPress={() => onEdit(rule)} />
          <IconButton
            label={`Remove ${rule.name}`}
            icon={<Trash2 size={12} />}
            onPress={() => ask('alerts.remove', { alert: rule.id }).then(onChanged)}
          />
        </span>
      ),
    },
  ];
}

function whenOf({ waitsFor, repeat }: AlertView): string {
  return `${waitsFor}, ${REPEATS[repeat]}`;
}

function OnSwitch({ rule, onChanged }: { readonly rule: AlertView; readonly onChanged: () => void }) {
  const { id, name, isOn } = rule;
  return (
    <Switch
      label={`${name} is on`}
      checked={isOn}
      onChange={(on) => void ask('alerts.turn', { alert: id, isOn: on }).then(onChanged)}
    />
  );
}

function LastFired({ rule: { firedAt, said } }: { readonly rule: AlertView }) {
  if (firedAt === null) return <>never</>;
  return (
    <span title={said}>
      {formatDay(istDate(firedAt))} at {formatClock(firedAt)}
    </span>
  );
}
