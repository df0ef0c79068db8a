#!/usr/bin/env node
import { pathToFileURL } from 'node:url';
import { commandLine } from './build/command-line.mjs';
import { ensureDependencies } from './setup/dependencies.mjs';
import { leaveSignals, runScript } from './setup/script.mjs';

/** `npm run kitedesk -- COMMAND …`: research without the window. The bundle sets the exit code. */
await runScript(async () => {
  await ensureDependencies();
  const bundle = pathToFileURL(await commandLine()).href;
  // The command has its own way to end.
  await leaveSignals();
  const { exitCode } = await import(bundle);
  return exitCode;
});
