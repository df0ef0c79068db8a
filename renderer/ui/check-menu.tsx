import { Check } from 'lucide-react';
import { DropdownMenu } from 'radix-ui';
import type { ReactNode } from 'react';
import { IconButton } from './button';
import styles from './check-menu.module.css';
import { useOverlayHost } from './overlay-host';

export interface CheckItem {
  readonly label: string;
  /** Explains it on hover. */
  readonly title?: string;
  /** Said beside it: why it has no effect now. */
  readonly note?: string;
  readonly isChecked: boolean;
  readonly isDisabled?: boolean;
  readonly onToggle: () => void;
}

interface CheckMenuProps {
  readonly label: string;
  readonly icon: ReactNode;
  /** Groups, with a line between them. */
  readonly groups: readonly (readonly CheckItem[])[];
  /** Something to do, after the last group. */
  readonly action?: { readonly label: string; readonly onSelect: () => void };
}

/** A button that opens a list of things to switch on and off. It stays open, because several are chosen in one go. */
export function CheckMenu({ label, icon, groups, action }: CheckMenuProps) {
  const { trigger, container, onOpenChange } = useOverlayHost();
  return (
    <DropdownMenu.Root onOpenChange={onOpenChange}>
      <DropdownMenu.Trigger asChild ref={trigger}>
        <IconButton label={label} icon={icon} />
      </DropdownMenu.Trigger>
      <DropdownMenu.Portal container={container}>
        <DropdownMenu.Content className={styles.menu} align="end" sideOffset={4}>
          {groups.map((items, index) => (
            <DropdownMenu.Group key={items[0]?.label} className={index > 0 ? styles.group : undefined}>
              {items.map((item) => (
                <Item key={item.label} item={item} />
              ))}
            </DropdownMenu.Group>
          ))}
          {action && (
            <DropdownMenu.Item className={styles.item} onSelect={action.onSelect}>
              <span className={styles.check} />
              {action.label}
            </DropdownMenu.Item>
          )}
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  );
}

function Item({ item: { label, title, note, isChecked, isDisabled = false, onToggle } }: { readonly item: CheckItem }) {
  return (
    <DropdownMenu.CheckboxItem
      className={styles.item}
      title={title}
      checked={isChecked}
      disabled={isDisabled}
      onCheckedChange={onToggle}
      onSelect={(event) => event.preventDefault()}
    >
      <span className={styles.check}>
        <DropdownMenu.ItemIndicator>
          <Check size={12} aria-hidden="true" />
        </DropdownMenu.ItemIndicator>
      </span>
      {label}
      {note !== undefined && <span className={styles.note}>{note}</span>}
    </DropdownMenu.CheckboxItem>
  );
}
