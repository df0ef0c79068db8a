import { app } from 'electron';

/** Something that nobody caught. */
export interface Crash {
  /** Only a crash in main may have left the desk in a state that nobody foresaw. */
  readonly where: 'main' | 'window' | 'helper';
  /** One sentence for the person. */
  readonly message: string;
  readonly error: Error;
}

/**
 * Reports what would otherwise end the program or vanish: the person's stops run in this process, so it stays up and
 * the caller disarms. A window that crashed is reloaded by its caller; its replica comes from a new snapshot.
 */
export function watchForCrashes(report: (crash: Crash) => void): void {
  const inMain = (thrown: unknown): void => {
    const error = thrown instanceof Error ? thrown : new Error(String(thrown));
    report({ where: 'main', message: `Something unexpected happened inside the desk: ${error.message}`, error });
  };
  process.on('uncaughtException', inMain);
  process.on('unhandledRejection', inMain);
  app.on('render-process-gone', (_event, _contents, { reason, exitCode }) => {
    if (reason === 'clean-exit') return;
    const message = `The window stopped (${reason}, code ${exitCode}); trading goes on, and the window is being brought back`;
    report({ where: 'window', message, error: new Error(message) });
  });
  app.on('child-process-gone', (_event, { type, reason, exitCode }) => {
    if (reason === 'clean-exit' || reason === 'killed') return;
    const message = `A helper process of the window stopped (${type}: ${reason}, code ${exitCode}); it is started again`;
    report({ where: 'helper', message, error: new Error(message) });
  });
}
