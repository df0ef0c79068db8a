import type { SerializedDockview } from 'dockview-react';
import { create } from 'zustand';
import { persist } from 'zustand/middleware';
import type { ChartChoice, ChartGrid } from '../../store/ui';

/** The panels as a person laid them out, with the charts among them. */
export interface SavedLayout {
  readonly name: string;
  readonly dock: SerializedDockview;
  readonly chartGrid: ChartGrid;
  readonly charts: readonly ChartChoice[];
}

interface SavedLayouts {
  /** In the order of their names. */
  readonly layouts: readonly SavedLayout[];
}

/** Layouts under names of a person's own, beside the presets; remembered between sessions. */
export const useSavedLayouts = create<SavedLayouts>()(
  persist((): SavedLayouts => ({ layouts: [] }), { name: 'kitedesk.layouts', version: 1 }),
);

/** Keeps a layout; one of the same name, however it is written, makes way for it. */
export function keepLayout(layout: SavedLayout): void {
  useSavedLayouts.setState(({ layouts }) => ({
    layouts: [...without(layouts, layout.name), layout].toSorted((a, b) => a.name.localeCompare(b.name)),
  }));
}

export function deleteLayout(name: string): void {
  useSavedLayouts.setState(({ layouts }) => ({ layouts: without(layouts, name) }));
}

export function layoutNamed(layouts: readonly SavedLayout[], name: string): SavedLayout | undefined {
  return layouts.find((layout) => isSameName(layout.name, name));
}

/** Why a layout cannot be called that; null when it can. */
export function nameProblem(name: string, taken: readonly string[]): string | null {
  if (name.trim() === '') return 'Give it a name.';
  if (name.trim().length > LONGEST) return `A name has at most ${LONGEST} characters.`;
  return taken.some((each) => isSameName(each, name)) ? `${name.trim()} is one of the desk's own layouts.` : null;
}

const LONGEST = 40;

function without(layouts: readonly SavedLayout[], name: string): readonly SavedLayout[] {
  return layouts.filter((layout) => !isSameName(layout.name, name));
}

function isSameName(a: string, b: string): boolean {
  return a.trim().toLowerCase() === b.trim().toLowerCase();
}
