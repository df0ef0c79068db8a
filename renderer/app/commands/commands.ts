import { BAR_INTERVALS } from '#shared/domain/bars';
import { FASTEST_SPEED } from '#shared/ipc/playback';
import type { Tables } from '#shared/ipc/views';
import { formatSpeed, PLAYBACK_SPEEDS } from '../../format/playback';
import { ask } from '../../store/ask';
import { openFinder } from '../../store/finder';
import { INSTANCE_ACTIONS } from '../../store/instance-actions';
import { presetsNow } from '../../store/presets';
import { tell } from '../../store/toasts';
import { CHART_GRIDS, FONT_SIZES, useUi, type ChartGrid } from '../../store/ui';
import { shownTheme } from '../appearance';
import { applyPreset, applySaved, popOut, showPanel } from '../workspace/dock';
import { openLayouts } from '../workspace/layouts-state';
import { PRESETS } from '../workspace/presets';
import { PANEL_IDS, PANELS } from '../workspace/registry';
import { useSavedLayouts } from '../workspace/saved-layouts';
import type { Chord } from '../../ui/chord';
import { openSettings } from '../../panels/settings/settings-request';
import { openStrategyLog, openStrategySettings } from '../../panels/strategies/settings-request';
import { approvalCommands } from './approval-commands';
import { requestArm } from './arm-request';
import type { Findable } from './palette-match';
import { presetCommands } from './preset-commands';
import { quickTradeCommands } from './quick-trade-commands';

export type CommandGroup =
  | 'Trading'
  | 'Strategies'
  | 'Chart'
  | 'Playback'
  | 'Panels'
  | 'Windows'
  | 'Layout'
  | 'Appearance'
  | 'App';

export interface Command extends Findable {
  readonly id: string;
  readonly group: CommandGroup;
  readonly shortcut?: Chord;
  readonly run: () => unknown;
}

/** Everything that can be done right now, with its shortcut: the palette, the menu and the keyboard share this list. */
export function commandsFor(desk: Tables): readonly Command[] {
  return [
    ...approvalCommands(desk),
    ...tradingCommands(desk),
    ...quickTradeCommands(),
    ...strategyCommands(desk),
    ...presetCommands(desk, presetsNow()),
    ...playbackCommands(desk),
    ...chartCommands(desk),
    ...panelCommands(),
    ...popOutCommands(),
    ...layoutCommands(),
    ...appearanceCommands(),
    ...appCommands(),
  ];
}

function tradingCommands({ desk: { desk } }: Tables): readonly Command[] {
  const isArmed = desk.isArmed && desk.haltReason === null;
  const arming: Command = isArmed
    ? {
        id: 'disarm',
        group: 'Trading',
        title: 'Disarm trading',
        shortcut: 'Mod+Shift+A',
        run: () => ask('trading.disarm'),
      }
    : { id: 'arm', group: 'Trading', title: 'Arm trading', shortcut: 'Mod+Shift+A', run: requestArm };
  const exitAll: Command = {
    id: 'exit-all',
    group: 'Trading',
    title: 'Exit all: cancel, flatten, halt',
    isSweeping: true,
    shortcut: 'Mod+Shift+X',
    run: () => ask('trading.exitAll'),
  };
  const login: Command = { id: 'login', group: 'Trading', title: 'Log in to Kite', run: () => ask('session.login') };
  const logout: Command = {
    id: 'logout',
    group: 'Trading',
    title: 'Log out of Kite',
    run: () => ask('session.logout'),
  };
  return desk.mode === 'paper' || desk.mode === 'live' ? [exitAll, arming, login, logout] : [exitAll, arming];
}

function strategyCommands({ instances }: Tables): readonly Command[] {
  return Object.values(instances).flatMap((instance): Command[] => [
    ...INSTANCE_ACTIONS.filter((action) => action.isOffered(instance) && !action.needsChoice).map(
      (action): Command => ({
        id: `${action.id}-${instance.id}`,
        group: 'Strategies',
        title: `${action.label}: ${instance.name}`,
        run: () => action.run(instance.id),
      }),
    ),
    {
      id: `settings-${instance.id}`,
      group: 'Strategies',
      title: `Settings of ${instance.name}…`,
      words: 'parameters schedule preset approval name',
      run: () => openStrategySettings(instance.id),
    },
    {
      id: `log-${instance.id}`,
      group: 'Strategies',
      title: `Log of ${instance.name}`,
      words: 'why decisions history',
      run: () => openStrategyLog(instance.id),
    },
  ]);
}

function playbackCommands({ desk: { desk } }: Tables): readonly Command[] {
  const { playback } = desk;
  if (playback === null) return [];
  const { speed, isPaused } = playback;
  return [
    {
      id: 'playback-pause',
      group: 'Playback',
      title: isPaused ? 'Resume playback' : 'Pause playback',
      shortcut: 'Mod+Space',
      run: () => ask('playback.set', { speed, isPaused: !isPaused }),
    },
    ...PLAYBACK_SPEEDS.map((each): Command => ({
      id: `playback-${each}`,
      group: 'Playback',
      title: each === FASTEST_SPEED ? 'Play as fast as the desk can' : `Play at ${formatSpeed(each)}`,
      run: () => ask('playback.set', { speed: each, isPaused }),
    })),
    ...playback.days.map((day): Command => ({
      id: `playback-day-${day.id}`,
      group: 'Playback',
      title: `Play ${day.label}`,
      run: () => ask('playback.restart', { day: day.id }),
    })),
  ];
}

function chartCommands({ desk: { desk } }: Tables): readonly Command[] {
  const { selectUnderlying, selectInterval, selectInstrument, setChartGrid } = useUi.getState();
  return [
    { id: 'find', group: 'Chart', title: 'Find an instrument…', shortcut: 'Mod+P', run: openFinder },
    ...desk.underlyings.map(({ name, spot }): Command => ({
      id: `underlying-${name}`,
      group: 'Chart',
      title: `Show ${name}`,
      run: () => selectUnderlying(name, spot),
    })),
    ...desk.underlyings.flatMap(({ name, future }): Command[] =>
      future === null
        ? []
        : [
            {
              id: `future-${name}`,
              group: 'Chart',
              title: `Chart the ${name} future`,
              run: () => selectInstrument(future),
            },
          ],
    ),
    ...BAR_INTERVALS.map((interval): Command => ({
      id: `interval-${interval}`,
      group: 'Chart',
      title: `Bars of ${interval}`,
      run: () => selectInterval(interval),
    })),
    // Object.keys forgets the literal keys.
    ...(Object.keys(CHART_GRIDS) as ChartGrid[]).map((grid): Command => ({
      id: `charts-${grid}`,
      group: 'Chart',
      title: grid === 'one' ? 'One chart' : `${grid === 'two' ? 'Two' : 'Four'} charts, crosshairs linked`,
      run: () => setChartGrid(grid),
    })),
  ];
}

function panelCommands(): readonly Command[] {
  return PANEL_IDS.map((id, index) => ({
    id: `panel-${id}`,
    group: 'Panels',
    title: PANELS[id].title,
    // There are nine keys; what comes after them is in the palette.
    ...(index < 9 ? { shortcut: `Alt+${index + 1}` } : {}),
    run: () => showPanel(id),
  }));
}

function popOutCommands(): readonly Command[] {
  return PANEL_IDS.map((id) => ({
    id: `pop-out-${id}`,
    group: 'Windows',
    title: `${PANELS[id].title} in its own window`,
    run: () => popOut(id),
  }));
}

function layoutCommands(): readonly Command[] {
  const presets = PRESETS.map(({ name }): Command => ({
    id: `layout-${name}`,
    group: 'Layout',
    title: `Layout: ${name}`,
    run: () => applyPreset(name),
  }));
  const saved = useSavedLayouts.getState().layouts.map(({ name }): Command => ({
    id: `saved-${name}`,
    group: 'Layout',
    title: `Layout: ${name}`,
    run: () => applySaved(name),
  }));
  return [
    ...presets,
    ...saved,
    { id: 'layouts', group: 'Layout', title: 'Save or delete a layout…', shortcut: 'Mod+Shift+S', run: openLayouts },
    {
      id: 'layout-reset',
      group: 'Layout',
      title: 'Reset the layout',
      shortcut: 'Mod+Shift+0',
      run: () => applyPreset('Desk'),
    },
  ];
}

function appearanceCommands(): readonly Command[] {
  const ui = useUi.getState();
  const isDark = shownTheme(ui.theme) === 'dark';
  const resize = (steps: number) => () => {
    const index = FONT_SIZES.findIndex((size) => size >= ui.fontSize);
    ui.setFontSize(FONT_SIZES[Math.min(FONT_SIZES.length - 1, Math.max(0, index + steps))] ?? ui.fontSize);
  };
  return [
    {
      id: 'theme',
      group: 'Appearance',
      title: isDark ? 'Light theme' : 'Dark theme',
      shortcut: 'Mod+Shift+L',
      run: () => ui.setTheme(isDark ? 'light' : 'dark'),
    },
    { id: 'font-larger', group: 'Appearance', title: 'Larger text', shortcut: 'Mod+=', run: resize(1) },
    { id: 'font-smaller', group: 'Appearance', title: 'Smaller text', shortcut: 'Mod+-', run: resize(-1) },
    {
      id: 'flash',
      group: 'Appearance',
      title: ui.isFlashing ? 'Stop lighting up changes' : 'Light up changes',
      run: () => ui.setFlashing(!ui.isFlashing),
    },
  ];
}

function appCommands(): readonly Command[] {
  return [
    { id: 'settings', group: 'App', title: 'Settings…', shortcut: 'Mod+,', run: () => openSettings() },
    { id: 'data-folder', group: 'App', title: 'Open the data folder', run: () => ask('app.openDataFolder') },
    { id: 'diagnostics', group: 'App', title: 'Save diagnostics for whoever is to help', run: saveDiagnostics },
    { id: 'clear-notices', group: 'App', title: 'Clear the notices', run: () => ask('notices.clear') },
  ];
}

async function saveDiagnostics(): Promise<void> {
  const reply = await ask('diagnostics.save');
  if (reply?.ok === true)
    tell({ tone: 'good', title: 'Diagnostics saved', detail: `${reply.value.path}; no secret is in it` });
}
