import type { DockviewApi, IDockviewPanel } from 'dockview-react';
import { create } from 'zustand';
import { followAppearance } from '../appearance';
import { tell } from '../../store/toasts';
import { useUi } from '../../store/ui';
import { presetLayout } from './preset-layout';
import { PRESETS, type PresetName } from './presets';
import { PANELS, type PanelId } from './registry';
import { keepLayout, layoutNamed, useSavedLayouts } from './saved-layouts';

const SAVED_LAYOUT = 'kitedesk.layout.1';

let dock: DockviewApi | null = null;

/** The panel that was brought to the front last, by whichever way. */
export const useActivePanel = create<{ readonly id: string | null }>()(() => ({ id: null }));

/** Takes charge of the dock: puts back the layout of last time, and saves every change. Returns what lets go of it. */
export function attachDock(api: DockviewApi): () => void {
  dock = api;
  if (!restoreLayout(api)) applyPreset('Desk');
  const dressing = api.onDidAddPopoutGroup(({ window }) => dress(window));
  const saving = api.onDidLayoutChange(() => localStorage.setItem(SAVED_LAYOUT, JSON.stringify(api.toJSON())));
  const watching = api.onDidActivePanelChange(() => useActivePanel.setState({ id: api.activePanel?.id ?? null }));
  return () => {
    watching.dispose();
    saving.dispose();
    dressing.dispose();
    dock = null;
  };
}

/** A window of its own looks like the desk, also when its theme or text size changes. */
function dress(window: Window): void {
  const stop = followAppearance(window.document.documentElement);
  window.addEventListener('pagehide', stop, { once: true });
}

/** A layout saved by an older version may name what is no longer there; then the preset is a better start than an error. */
function restoreLayout(api: DockviewApi): boolean {
  const saved = localStorage.getItem(SAVED_LAYOUT);
  if (saved === null) return false;
  try {
    api.fromJSON(JSON.parse(saved));
    return api.panels.length > 0;
  } catch {
    localStorage.removeItem(SAVED_LAYOUT);
    api.clear();
    return false;
  }
}

export function applyPreset(name: PresetName): void {
  const preset = PRESETS.find((each) => each.name === name);
  if (dock && preset) dock.fromJSON(presetLayout(preset.layout, { width: dock.width, height: dock.height }));
}

/** Keeps what is shown under a name. */
export function saveLayout(name: string): void {
  if (!dock) return;
  const { chartGrid, charts } = useUi.getState();
  keepLayout({ name, dock: dock.toJSON(), chartGrid, charts });
  tell({ tone: 'good', title: `Layout ${name} saved`, detail: 'Find it in the menu and among the commands.' });
}

export function applySaved(name: string): void {
  const saved = layoutNamed(useSavedLayouts.getState().layouts, name);
  if (!dock || !saved) return;
  try {
    dock.fromJSON(saved.dock);
    useUi.getState().setCharts(saved.chartGrid, saved.charts);
  } catch (error) {
    // Saved by a desk with other panels: what could not be put up must not leave an empty window.
    applyPreset('Desk');
    tell({ tone: 'error', title: `${name} does not fit this version`, detail: String(error) });
  }
}

/** Brings a panel to the front, opening it beside the others when it is closed, and the keyboard with it. */
export function showPanel(id: PanelId): void {
  const panel = dock?.getPanel(id) ?? openPanel(id);
  panel?.api.setActive();
  const { element } = panel?.view.content ?? {};
  if (!element) return;
  element.tabIndex = -1;
  element.focus({ preventScroll: true });
}

/** A panel that was closed comes where there is most room, among the panels in the desk's own window. */
function openPanel(id: PanelId): IDockviewPanel | undefined {
  const groups = dock?.groups.filter(({ api }) => api.location.type === 'grid') ?? [];
  const [roomiest] = groups.toSorted((a, b) => b.width * b.height - a.width * a.height);
  const position = roomiest && { referenceGroup: roomiest };
  return dock?.addPanel({ id, component: id, title: PANELS[id].title, ...(position && { position }) });
}

/** Moves a panel into a window of its own, for another screen. Closed, that window gives it back. */
export async function popOut(id: PanelId): Promise<void> {
  showPanel(id);
  const panel = dock?.getPanel(id);
  const isOut = panel !== undefined && (await dock?.addPopoutGroup(panel)) === true;
  if (!isOut)
    tell({ tone: 'error', title: 'No window could be opened', detail: `${PANELS[id].title} stays where it is.` });
}

/** As `showPanel`, but leaves the focus where it is: for what a person did elsewhere. */
export function revealPanel(id: PanelId): void {
  const focused = document.activeElement;
  const panel = dock?.getPanel(id) ?? openPanel(id);
  if (panel?.api.isVisible !== true) panel?.api.setActive();
  if (focused instanceof HTMLElement) focused.focus({ preventScroll: true });
}
