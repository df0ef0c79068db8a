/** Lines of stderr that are Chromium's and Node's own remarks, not errors of ours. */
const NOISE = [
  // Chromium's log: [process:date/time:LEVEL:file(line)]. It complains of missing D-Bus and GPUs where there are none.
  /^\[\d+:\d+\/[\d.]+:(?:INFO|WARNING|ERROR|VERBOSE\d*):/,
  /^(?:Debugger listening on|Debugger attached|DevTools listening on|Waiting for the debugger|For help, see:|Debugger ending)/,
  /^\(node:\d+\) (?!UnhandledPromiseRejection).*Warning:/,
  /^\(Use `.*--trace-(?:warnings|deprecation)/,
];

/** Adds to `errors` what main and renderers report: thrown, rejected, logged as an error, or written to stderr. */
export function watchForErrors(
  /** @type {import('playwright').ElectronApplication} */ app,
  /** @type {string[]} */ errors,
) {
  app
    .process()
    .stderr?.setEncoding('utf8')
    .on(
      'data',
      linesOf((line) => {
        if (line.trim() !== '' && !NOISE.some((pattern) => pattern.test(line))) errors.push(`main: ${line}`);
      }),
    );
  const watchWindow = (/** @type {import('playwright').Page} */ window) => {
    window.on('console', (message) => {
      if (message.type() === 'error') errors.push(`renderer console: ${message.text()} (${message.location().url})`);
    });
    window.on('pageerror', (error) => errors.push(`renderer: ${error.stack ?? error.message}`));
    window.on('crash', () => errors.push('renderer: crashed'));
  };
  app.windows().forEach(watchWindow);
  app.on('window', watchWindow);
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
