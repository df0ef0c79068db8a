import { Toast } from 'radix-ui';
import { CircleAlert, CircleCheck, Info, TriangleAlert, X } from 'lucide-react';
import { dismissToast, useToasts, type Toast as ToastValue } from '../store/toasts';
import { classNames } from '../ui/class-names';
import styles from './toaster.module.css';

const SHOWN_FOR_MS = 7_000;
/** What went wrong stays until it can have been read. */
const TROUBLE_SHOWN_FOR_MS = 20_000;
const ICONS = { info: Info, good: CircleCheck, warn: TriangleAlert, error: CircleAlert } as const;

/** What a request answered, at the lower left, away from the buttons that leave a trade; F8 moves the focus there. */
export function Toaster() {
  const toasts = useToasts((state) => state.toasts);
  return (
    <Toast.Provider duration={SHOWN_FOR_MS} swipeDirection="left">
      {toasts.map((toast) => (
        <ToastCard key={toast.id} toast={toast} />
      ))}
      <Toast.Viewport className={styles.viewport} />
    </Toast.Provider>
  );
}

function ToastCard({ toast }: { readonly toast: ToastValue }) {
  const Icon = ICONS[toast.tone];
  const isTrouble = toast.tone === 'error' || toast.tone === 'warn';
  return (
    <Toast.Root
      className={classNames(styles.toast, styles[toast.tone])}
      type={isTrouble ? 'foreground' : 'background'}
      duration={isTrouble ? TROUBLE_SHOWN_FOR_MS : SHOWN_FOR_MS}
      onOpenChange={(isOpen) => {
        if (!isOpen) dismissToast(toast.id);
      }}
    >
      <Icon size={15} aria-hidden="true" />
      <div>
        <Toast.Title className={styles.title}>{toast.title}</Toast.Title>
        {toast.detail !== '' && <Toast.Description className={styles.detail}>{toast.detail}</Toast.Description>}
      </div>
      <Toast.Close className={styles.close} aria-label="Dismiss">
        <X size={13} />
      </Toast.Close>
    </Toast.Root>
  );
}
