import { Menu } from 'lucide-react';
import { DropdownMenu } from 'radix-ui';
import { useMemo } from 'react';
import { deskNow } from '../../store/desk';
import { chordLabel, IS_MAC } from '../../ui/chord';
import { commandsFor, type Command, type CommandGroup } from '../commands/commands';
import { openPalette } from '../commands/palette-state';
import { Button } from '../../ui/button';
import styles from './top-bar.module.css';

const GROUPS: readonly CommandGroup[] = ['Panels', 'Layout', 'Appearance', 'App'];

/** The commands that are about the window, for the mouse. Everything is in the palette as well. */
export function DeskMenu() {
  return (
    // Not modal: a modal menu locks scrolling with a style element, which the content policy refuses.
    <DropdownMenu.Root modal={false}>
      <DropdownMenu.Trigger asChild>
        <Button tone="ghost" className={styles.menuButton} aria-label="Menu" icon={<Menu size={16} />} />
      </DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content className={styles.menu} align="end" sideOffset={6} collisionPadding={6}>
          <MenuItems />
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  );
}

function MenuItems() {
  const commands = useMemo(() => commandsFor(deskNow()), []);
  return (
    <>
      <DropdownMenu.Item onSelect={openPalette}>
        All commands… <kbd>{chordLabel('Mod+K', IS_MAC)}</kbd>
      </DropdownMenu.Item>
      {GROUPS.map((group) => (
        <MenuGroup key={group} name={group} commands={commands.filter((command) => command.group === group)} />
      ))}
    </>
  );
}

function MenuGroup({ name, commands }: { readonly name: string; readonly commands: readonly Command[] }) {
  return (
    <>
      <div className={styles.menuLine} />
      <DropdownMenu.Label className={styles.menuLabel}>{name}</DropdownMenu.Label>
      {commands.map((command) => (
        <DropdownMenu.Item key={command.id} onSelect={() => void command.run()}>
          {command.title}
          {command.shortcut !== undefined && <kbd>{chordLabel(command.shortcut, IS_MAC)}</kbd>}
        </DropdownMenu.Item>
      ))}
    </>
  );
}
