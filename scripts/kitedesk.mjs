#!/usr/bin/env node
import { pathToFileURL } from 'node:url';
import { commandLine } from './build/command-line.mjs';
import { ensureDependencies } from './setup/dependencies.mjs';
import { runScript } from './setup/script.mjs';

/** `npm run kitedesk -- COMMAND …`: research without the window. The bundle sets the exit code. */
await runScript(async () => {
  await ensureDependencies();
  const { exitCode } = await import(pathToFileURL(await commandLine()).href);
  return exitCode;
});
