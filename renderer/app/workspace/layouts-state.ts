import { create } from 'zustand';

/** Whether the list of layouts is open. */
export const useLayoutsDialog = create<{ readonly isOpen: boolean }>()(() => ({ isOpen: false }));

export function openLayouts(): void {
  useLayoutsDialog.setState({ isOpen: true });
}

export function closeLayouts(): void {
  useLayoutsDialog.setState({ isOpen: false });
}
