// Opens the application folder named on the command line, as Electron's own default app does.
import { app, dialog } from 'electron';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

const named = process.argv.slice(1).find((argument) => !argument.startsWith('-'));
if (named === undefined) {
  dialog.showErrorBox('No application', 'Expected the folder of an application as the first argument.');
  app.exit(1);
} else {
  const folder = resolve(named);
  const { name, productName, version, main } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  // Before the application's code runs: the name decides where its data lives.
  app.setName(productName ?? name);
  // Two methods that Electron keeps for its default app, and so leaves out of its types.
  Reflect.get(app, 'setVersion').call(app, version);
  Reflect.get(app, 'setAppPath').call(app, folder);
  Object.defineProperty(process, 'defaultApp', { value: true, enumerable: true });
  await import(pathToFileURL(join(folder, main)).href);
}
