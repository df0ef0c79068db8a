import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { stripVTControlCharacters } from 'node:util';

/** Lines of stderr that are Chromium's and Node's own remarks, not errors of ours. */
const NOISE = [
  // Chromium's log: [process:date/time:LEVEL:file(line)]. It complains of missing D-Bus and GPUs where there are none.
  /^\[\d+:\d+\/[\d.]+:(?:INFO|WARNING|ERROR|VERBOSE\d*):/,
  /^(?:Debugger listening on|Debugger attached|DevTools listening on|Waiting for the debugger|For help, see:|Debugger ending)/,
  /^\(node:\d+\) (?!UnhandledPromiseRejection).*Warning:/,
  /^\(Use `.*--trace-(?:warnings|deprecation)/,
];

/** What went wrong in the app's processes, each once: thrown, rejected, logged as an error, or written to stderr. */
export class ErrorList {
  /** @type {string[]} */
  list = [];

  note(/** @type {string} */ text) {
    if (!this.list.includes(text)) this.list.push(text);
  }
}

/**
 * Hears the stderr of the next process that runs `executable`, from its first byte: by the time Playwright hands a
 * process over, whatever it wrote while starting is gone. Returns the function that ends the wait for that process.
 */
export function watchStderr(/** @type {string} */ executable, /** @type {ErrorList} */ errors) {
  const onSpawn = (/** @type {unknown} */ message) => {
    const { process: child } = /** @type {{ process: import('node:child_process').ChildProcess }} */ (message);
    // The channel speaks before the process has its streams.
    process.nextTick(() => {
      if (child.spawnfile !== executable) return;
      stop();
      child.stderr?.setEncoding('utf8').on(
        'data',
        linesOf((line) => noteLine(line, errors)),
      );
    });
  };
  const stop = () => {
    unsubscribe('child_process', onSpawn);
  };
  subscribe('child_process', onSpawn);
  return stop;
}

function noteLine(/** @type {string} */ line, /** @type {ErrorList} */ errors) {
  const plain = stripVTControlCharacters(line);
  if (plain.trim() !== '' && !NOISE.some((pattern) => pattern.test(plain))) errors.note(`main: ${plain}`);
}

/** Hears the errors of all windows, those of before it listened included. */
export async function watchWindows(
  /** @type {import('playwright').ElectronApplication} */ app,
  /** @type {ErrorList} */ errors,
) {
  app.on('window', (window) => void watchWindow(window, errors));
  await Promise.all(app.windows().map((window) => watchWindow(window, errors)));
}

async function watchWindow(/** @type {import('playwright').Page} */ window, /** @type {ErrorList} */ errors) {
  const onConsole = (/** @type {import('playwright').ConsoleMessage} */ message) => {
    if (message.type() === 'error') errors.note(`renderer console: ${message.text()} (${message.location().url})`);
  };
  const onError = (/** @type {Error} */ error) => errors.note(`renderer: ${error.stack ?? error.message}`);
  window.on('console', onConsole);
  window.on('pageerror', onError);
  window.on('crash', () => errors.note('renderer: crashed'));
  try {
    (await window.consoleMessages()).forEach(onConsole);
    (await window.pageErrors()).forEach(onError);
  } catch (error) {
    // A window may close while it is asked; then it has nothing more to say.
    if (!window.isClosed()) throw error;
  }
}

/** Cuts a stream of chunks into lines. */
function linesOf(/** @type {(line: string) => void} */ onLine) {
  let rest = '';
  return (/** @type {string} */ chunk) => {
    const lines = (rest + chunk).split('\n');
    rest = lines.pop() ?? '';
    lines.forEach(onLine);
  };
}
