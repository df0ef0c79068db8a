import { app, dialog, type BrowserWindow, type MessageBoxOptions } from 'electron';
import type { QuitQuestion } from '../wiring/quit-question';

export interface QuitGuard {
  readonly window: BrowserWindow;
  /** What quitting now would mean, or null when nothing speaks against it. */
  readonly question: () => QuitQuestion | null;
  /** Closes what is open. Resolves when it is closed, or when it takes too long. Must not reject. */
  readonly exitAll: () => Promise<void>;
}

const BUTTONS = ['Keep running', 'Exit all and quit', 'Quit anyway'] as const;

type Choice = (typeof BUTTONS)[number];

/** Asks before the app ends with trades open, whether by closing its window or by quitting. */
export function guardQuit({ window, question, exitAll }: QuitGuard): void {
  let stage: 'running' | 'asking' | 'leaving' = 'running';

  async function decide(): Promise<void> {
    // Whatever could not be closed in time is asked about again.
    for (let asked = question(); asked !== null; asked = question()) {
      const choice = await ask(window, asked);
      if (choice === 'Quit anyway') break;
      if (choice === 'Keep running') {
        stage = 'running';
        return;
      }
      await exitAll();
    }
    leave();
  }

  function leave(): void {
    stage = 'leaving';
    app.quit();
  }

  const hold = (event: { preventDefault(): void }): void => {
    if (stage === 'leaving' || (stage === 'running' && question() === null)) return;
    event.preventDefault();
    if (stage === 'asking') return;
    stage = 'asking';
    void decide();
  };
  // Without this the window would be gone before the question is asked.
  window.on('close', hold);
  app.on('before-quit', hold);
  // Whoever sends a signal sits at another screen, or at none.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) takeSignal(signal, leave);
}

/**
 * Electron answers signals by itself, as if a person had quit. Node tells the system of a signal's first listener alone,
 * and libraries add theirs before Electron starts: only when all are taken off and put on again are they asked at all.
 */
function takeSignal(signal: NodeJS.Signals, listener: () => void): void {
  const others = process.listeners(signal);
  process.removeAllListeners(signal);
  for (const each of [...others, listener]) process.on(signal, each);
}

async function ask(window: BrowserWindow, { message, detail }: QuitQuestion): Promise<Choice> {
  const options: MessageBoxOptions = {
    type: 'warning',
    title: 'KiteDesk',
    message,
    detail,
    buttons: [...BUTTONS],
    defaultId: 0,
    cancelId: 0,
    noLink: true,
  };
  const { response } = await (window.isDestroyed()
    ? dialog.showMessageBox(options)
    : dialog.showMessageBox(window, options));
  return BUTTONS[response] ?? 'Keep running';
}
