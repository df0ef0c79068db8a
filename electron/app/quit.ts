import { app, dialog, type BrowserWindow } from 'electron';

export interface QuitOptions {
  readonly window: BrowserWindow;
  /** What quitting now would mean (open positions and their stops), or null when nothing speaks against it. */
  readonly question: () => string | null;
  /** Brings everything to the disk. Must not reject. */
  readonly finish: () => Promise<void>;
}

/** Closing the window is quitting. Either asks first when there is something to ask, and ends only after `finish`. */
export function guardQuit({ window, question, finish }: QuitOptions): void {
  let stage: 'running' | 'ending' | 'ended' = 'running';

  async function end(): Promise<void> {
    const text = question();
    if (text !== null && !(await isConfirmed(window, text))) {
      stage = 'running';
      return;
    }
    await finish();
    stage = 'ended';
    app.quit();
  }

  const hold = (event: { preventDefault(): void }): void => {
    if (stage === 'ended') return;
    event.preventDefault();
    if (stage === 'ending') return;
    stage = 'ending';
    void end();
  };
  // Without this the window would be gone before the question is asked.
  window.on('close', hold);
  app.on('before-quit', hold);
}

async function isConfirmed(window: BrowserWindow, text: string): Promise<boolean> {
  const { response } = await dialog.showMessageBox(window, {
    type: 'warning',
    message: 'Quit KiteDesk?',
    detail: text,
    buttons: ['Stay', 'Quit'],
    defaultId: 0,
    cancelId: 0,
    noLink: true,
  });
  return response === 1;
}
