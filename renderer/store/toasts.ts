import { create } from 'zustand';

export interface Toast {
  readonly id: number;
  readonly tone: 'info' | 'good' | 'warn' | 'error';
  readonly title: string;
  readonly detail: string;
}

interface ToastState {
  readonly toasts: readonly Toast[];
  readonly lastId: number;
}

export const useToasts = create<ToastState>()(() => ({ toasts: [], lastId: 0 }));

const MOST_SHOWN = 4;

/** Tells the person something that passes by itself. What must be kept is a Notice, which the desk sends. */
export function tell(toast: Omit<Toast, 'id'>): void {
  useToasts.setState(({ toasts, lastId }) => ({
    toasts: [...toasts, { ...toast, id: lastId + 1 }].slice(-MOST_SHOWN),
    lastId: lastId + 1,
  }));
}

export function dismissToast(id: number): void {
  useToasts.setState(({ toasts }) => ({ toasts: toasts.filter((toast) => toast.id !== id) }));
}

export function dismissToasts(): void {
  useToasts.setState({ toasts: [] });
}
