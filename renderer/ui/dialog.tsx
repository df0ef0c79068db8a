import { X } from 'lucide-react';
import { useEffect, useEffectEvent, useId, useRef, type ReactNode, type RefObject } from 'react';
import { IconButton } from './button';
import { classNames } from './class-names';
import styles from './dialog.module.css';

interface DialogProps {
  readonly title: string;
  readonly description?: ReactNode;
  readonly onClose: () => void;
  readonly size?: 'small' | 'normal' | 'wide';
  /** Nothing but the children is seen; the title is still read out. */
  readonly isBare?: boolean;
  readonly children: ReactNode;
  /** Buttons along the bottom. */
  readonly footer?: ReactNode;
}

/**
 * A modal dialog, shown while it is mounted. It is the platform's own <dialog>: focus stays inside, Escape
 * closes, the rest is inert, and unlike library dialogs it injects no style that the CSP would refuse.
 */
export function Dialog({
  title,
  description,
  onClose,
  size = 'normal',
  isBare = false,
  children,
  footer,
}: DialogProps) {
  const element = useRef<HTMLDialogElement>(null);
  const titleId = useId();
  useModal(element, onClose);

  return (
    <dialog ref={element} tabIndex={-1} className={classNames(styles.dialog, styles[size])} aria-labelledby={titleId}>
      <div className={styles.frame}>
        <header className={isBare ? 'visually-hidden' : styles.header}>
          <div>
            <h2 id={titleId}>{title}</h2>
            {description !== undefined && <p className={styles.description}>{description}</p>}
          </div>
          {!isBare && <IconButton label="Close" icon={<X size={14} />} onPress={onClose} />}
        </header>
        <div className={isBare ? styles.bareBody : styles.body}>{children}</div>
        {footer !== undefined && <footer className={styles.footer}>{footer}</footer>}
      </div>
    </dialog>
  );
}

/**
 * Where a dialog begins, the first that it has: what asked for it, its field, the answer that most want unless that is a
 * dangerous one, the answer that changes nothing, what there is to choose. Never the button that closes, whose tip
 * would come up with the dialog.
 */
const BEGINNINGS = [
  '[autofocus]',
  'input:not([disabled]), select:not([disabled]), textarea:not([disabled])',
  'footer [data-tone=primary]:not([disabled])',
  'footer button:not([disabled])',
  'header + div button:not([disabled])',
] as const;

function beginningOf(dialog: HTMLDialogElement): HTMLElement {
  const found = BEGINNINGS.map((selector) => dialog.querySelector<HTMLElement>(selector));
  return found.find((element) => element !== null) ?? dialog;
}

/** The Enter that opened a question, still held down, must not answer it too. */
function refuseHeldEnter(event: KeyboardEvent): void {
  if (event.repeat && event.key === 'Enter' && event.target instanceof HTMLButtonElement) event.preventDefault();
}

/** Shows the dialog while it is mounted; Escape and a press on the backdrop close it. */
function useModal(element: RefObject<HTMLDialogElement | null>, onClose: () => void): void {
  const close = useEffectEvent(onClose);
  useEffect(() => {
    const dialog = element.current;
    if (!dialog) return undefined;
    const onCancel = (event: Event) => {
      event.preventDefault();
      close();
    };
    // The backdrop belongs to the dialog element itself; everything inside is in a child.
    const onPress = (event: MouseEvent) => {
      if (event.target === dialog) close();
    };
    dialog.addEventListener('cancel', onCancel);
    dialog.addEventListener('mousedown', onPress);
    dialog.addEventListener('keydown', refuseHeldEnter, true);
    dialog.showModal();
    beginningOf(dialog).focus();
    return () => {
      dialog.removeEventListener('cancel', onCancel);
      dialog.removeEventListener('mousedown', onPress);
      dialog.removeEventListener('keydown', refuseHeldEnter, true);
      dialog.close();
    };
  }, [element]);
}
