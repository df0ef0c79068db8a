import { Tooltip } from 'radix-ui';
import type { ReactNode } from 'react';
import { chordLabel, IS_MAC, type Chord } from './chord';
import { useOverlayHost } from './overlay-host';
import styles from './tooltip.module.css';

const OPEN_AFTER_MS = 350;

export function TipProvider({ children }: { readonly children: ReactNode }) {
  return <Tooltip.Provider delayDuration={OPEN_AFTER_MS}>{children}</Tooltip.Provider>;
}

interface TipProps {
  readonly content: ReactNode;
  readonly shortcut?: Chord | undefined;
  readonly side?: 'top' | 'bottom' | 'left' | 'right';
  /** One element that takes a ref and pointer handlers. */
  readonly children: ReactNode;
}

/** Says more about what the pointer or the focus is on. */
export function Tip({ content, shortcut, side = 'bottom', children }: TipProps) {
  const { trigger, container, onOpenChange } = useOverlayHost();
  return (
    <Tooltip.Root onOpenChange={onOpenChange}>
      <Tooltip.Trigger asChild ref={trigger}>
        {children}
      </Tooltip.Trigger>
      <Tooltip.Portal container={container}>
        <Tooltip.Content
          className={styles.tip}
          side={side}
          sideOffset={5}
          collisionPadding={6}
          onEscapeKeyDown={alsoLeaveDialog}
        >
          {content}
          {shortcut !== undefined && <kbd className={styles.shortcut}>{chordLabel(shortcut, IS_MAC)}</kbd>}
        </Tooltip.Content>
      </Tooltip.Portal>
    </Tooltip.Root>
  );
}

/** The library keeps the Escape that takes a tip away to itself; pressed in a dialog it is meant for the dialog too. */
function alsoLeaveDialog({ target }: KeyboardEvent): void {
  if (target instanceof Element) target.closest('dialog')?.dispatchEvent(new Event('cancel', { cancelable: true }));
}

/** Rows of 'what: value' for a tooltip. */
export function TipList({
  rows,
  note,
}: {
  readonly rows: readonly (readonly [string, ReactNode])[];
  readonly note?: ReactNode;
}) {
  return (
    <>
      <dl className={styles.list}>
        {rows.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {note !== undefined && <p className={styles.note}>{note}</p>}
    </>
  );
}
