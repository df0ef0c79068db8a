import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { play } from './play';
import { scenarioSchema } from './scenario';
import { openStage } from './stage';

const scenarios = readdirSync(import.meta.dirname)
  .filter((name) => name.endsWith('.json'))
  .map((name) => ({
    name,
    ...scenarioSchema.parse(JSON.parse(readFileSync(join(import.meta.dirname, name), 'utf8'))),
  }));

describe('what a desk on the demo exchange comes through', () => {
  // Each has an exchange of its own and mostly waits.
  it.concurrent.each(scenarios)('$title', async (scenario) => {
    const stage = await openStage(scenario);
    try {
      expect(await play(stage, scenario)).toEqual([]);
    } finally {
      await stage.close();
    }
  });
});
