import { create } from 'zustand';

/** Whether the box that finds instruments is open: the chart, the watch list and the keyboard open the same one. */
export const useFinder = create<{ readonly isOpen: boolean }>()(() => ({ isOpen: false }));

export function openFinder(): void {
  useFinder.setState({ isOpen: true });
}

export function closeFinder(): void {
  useFinder.setState({ isOpen: false });
}
