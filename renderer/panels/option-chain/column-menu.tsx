import { Check, Columns3 } from 'lucide-react';
import { DropdownMenu } from 'radix-ui';
import { useUi } from '../../store/ui';
import { IconButton } from '../../ui/button';
import { useChainSettings } from './chain-settings';
import { COLUMNS, FIXED_COLUMNS, type ColumnId } from './columns';
import styles from './column-menu.module.css';

/** Chooses what the chain shows. Says which of the chosen columns the panel has no room for now. */
export function ColumnMenu({ shown }: { readonly shown: ReadonlySet<ColumnId> }) {
  const { columns, toggleColumn, resetColumns } = useChainSettings();
  const { isFlashing, setFlashing } = useUi();
  return (
    <DropdownMenu.Root>
      <DropdownMenu.Trigger asChild>
        <IconButton label="Columns" icon={<Columns3 size={14} />} />
      </DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content className={styles.menu} align="end" sideOffset={4}>
          {COLUMNS.map(({ id, label, title }) => (
            <CheckItem
              key={id}
              label={label}
              title={title}
              note={columns.includes(id) && !shown.has(id) ? 'no room' : ''}
              isChecked={columns.includes(id)}
              isDisabled={FIXED_COLUMNS.has(id)}
              onToggle={() => toggleColumn(id)}
            />
          ))}
          <DropdownMenu.Separator className={styles.separator} />
          <CheckItem label="Light up changes" isChecked={isFlashing} onToggle={() => setFlashing(!isFlashing)} />
          <DropdownMenu.Item className={styles.item} onSelect={resetColumns}>
            <span className={styles.check} />
            Standard columns
          </DropdownMenu.Item>
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  );
}

interface CheckItemProps {
  readonly label: string;
  readonly title?: string;
  readonly note?: string;
  readonly isChecked: boolean;
  readonly isDisabled?: boolean;
  readonly onToggle: () => void;
}

function CheckItem({ label, title, note = '', isChecked, isDisabled = false, onToggle }: CheckItemProps) {
  return (
    <DropdownMenu.CheckboxItem
      className={styles.item}
      title={title}
      checked={isChecked}
      disabled={isDisabled}
      onCheckedChange={onToggle}
      // Several columns are chosen in one go, so the menu stays.
      onSelect={(event) => event.preventDefault()}
    >
      <span className={styles.check}>
        <DropdownMenu.ItemIndicator>
          <Check size={12} aria-hidden="true" />
        </DropdownMenu.ItemIndicator>
      </span>
      {label}
      {note !== '' && <span className={styles.note}>{note}</span>}
    </DropdownMenu.CheckboxItem>
  );
}
