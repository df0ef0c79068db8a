import { Command as Cmdk } from 'cmdk';
import { useMemo, useState } from 'react';
import { flushSync } from 'react-dom';
import { deskNow } from '../../store/desk';
import { Dialog } from '../../ui/dialog';
import { chordLabel, IS_MAC } from '../../ui/chord';
import { commandsFor, type Command, type CommandGroup } from './commands';
import { paletteMatch } from './palette-match';
import { closePalette, usePalette } from './palette-state';
import styles from './palette.module.css';

const GROUPS: readonly CommandGroup[] = [
  'Trading',
  'Strategies',
  'Playback',
  'Chart',
  'Panels',
  'Windows',
  'Layout',
  'Appearance',
  'App',
];

/** Every action by its name. */
export function CommandPalette() {
  const isOpen = usePalette((palette) => palette.isOpen);
  return isOpen ? <Palette /> : null;
}

function Palette() {
  const commands = useMemo(() => commandsFor(deskNow()), []);
  const [typed, setTyped] = useState('');
  return (
    <Dialog title="Commands" isBare onClose={closePalette}>
      <Cmdk className={styles.palette} label="Commands" loop filter={(id, words) => fit(commands, id, words)}>
        <Cmdk.Input className={styles.input} placeholder="What do you want to do?" onValueChange={setTyped} />
        <Cmdk.List className={styles.list}>
          <Cmdk.Empty className={styles.empty}>No command of that name.</Cmdk.Empty>
          {bestFirst(commands, typed).map(([name, own]) => (
            <PaletteGroup key={name} name={name} commands={own} />
          ))}
        </Cmdk.List>
      </Cmdk>
    </Dialog>
  );
}

/**
 * The group with the best match comes first, so Enter runs it: the library orders the commands of a group by their
 * match, but leaves the groups where they are.
 */
function bestFirst(commands: readonly Command[], typed: string): readonly (readonly [CommandGroup, Command[]])[] {
  return GROUPS.map((name) => {
    const own = commands.filter(({ group }) => group === name);
    return { name, own, best: Math.max(0, ...own.map((command) => paletteMatch(command, typed))) };
  })
    .toSorted((left, right) => right.best - left.best)
    .map(({ name, own }) => [name, own] as const);
}

function fit(commands: readonly Command[], id: string, typed: string): number {
  const command = commands.find((each) => each.id === id);
  return command ? paletteMatch(command, typed) : 0;
}

function PaletteGroup({ name, commands }: { readonly name: CommandGroup; readonly commands: readonly Command[] }) {
  if (commands.length === 0) return null;
  return (
    <Cmdk.Group heading={name}>
      {commands.map((command) => (
        <Cmdk.Item
          key={command.id}
          className={styles.item}
          value={command.id}
          onSelect={() => {
            // Gone before the command runs: it would take the focus back from what the command opens.
            flushSync(closePalette);
            command.run();
          }}
        >
          {command.title}
          {command.shortcut !== undefined && <kbd>{chordLabel(command.shortcut, IS_MAC)}</kbd>}
        </Cmdk.Item>
      ))}
    </Cmdk.Group>
  );
}
