import { X } from 'lucide-react';
import { useEffect, useId, useRef, type ReactNode } from 'react';
import { Button, IconButton } from './button';
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
export function Dialog({ title, description, onClose, size = 'normal', isBare = false, children, footer }: DialogProps) {
  const element = useRef<HTMLDialogElement>(null);
  const titleId = useId();
  useEffect(() => {
    const dialog = element.current;
    dialog?.showModal();
    return () => dialog?.close();
  }, []);

  return (
    <dialog
      ref={element}
      className={classNames(styles.dialog, styles[size])}
      aria-labelledby={titleId}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
      onMouseDown={(event) => {
        // The backdrop belongs to the dialog element itself; everything inside is in a child.
        if (event.target === element.current) onClose();
      }}
    >
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

interface ConfirmProps {
  readonly title: string;
  readonly description: ReactNode;
  /** The action's own words: 'Stop and exit', never 'OK'. */
  readonly action: string;
  readonly isDangerous?: boolean;
  readonly onConfirm: () => unknown;
  readonly onClose: () => void;
}

/** One question, one answer. */
export function ConfirmDialog({ title, description, action, isDangerous = false, onConfirm, onClose }: ConfirmProps) {
  const confirm = async () => {
    await onConfirm();
    onClose();
  };
  const footer = (
    <>
      <Button onPress={onClose}>Cancel</Button>
      <Button tone={isDangerous ? 'danger-solid' : 'primary'} onPress={confirm}>
        {action}
      </Button>
    </>
  );
  return (
    <Dialog title={title} size="small" onClose={onClose} footer={footer}>
      <p>{description}</p>
    </Dialog>
  );
}
