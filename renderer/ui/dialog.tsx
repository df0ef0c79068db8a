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
    <dialog ref={element} className={classNames(styles.dialog, styles[size])} aria-labelledby={titleId}>
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
    dialog.showModal();
    // The platform would choose the first button, which is the one that closes.
    dialog.querySelector<HTMLElement>('input, select')?.focus();
    return () => {
      dialog.removeEventListener('cancel', onCancel);
      dialog.removeEventListener('mousedown', onPress);
      dialog.close();
    };
  }, [element]);
}
