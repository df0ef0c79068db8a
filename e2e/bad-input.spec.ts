import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdir, readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { projectRoot } from '../scripts/setup/paths.mjs';
import { cutInHalf, garble, keptAside, overwrite } from './damage';
import { expect, startCommand, test } from './desk';
import { heldBy } from './money';
import { standingOf } from './standing';
import { Trader } from './trader';

const STRADDLE = 'ATM straddle sell';
const DAY = '2026-08-18';

test('damaged files are reported, kept aside, and cost nothing', async ({ launch, dataDir }) => {
  const first = await launch();
  const before = new Trader(first.window);
  await before.findsTheDeskOpen();
  await before.sells(STRADDLE);
  const left = await before.snapshot();
  await first.close();

  const paths = {
    settings: join(dataDir, 'settings.json'),
    trades: join(dataDir, 'demo', 'trade', DAY, 'trade_state.json'),
    calls: join(dataDir, 'demo', 'calls', DAY, 'calls.json'),
    journal: join(dataDir, 'demo', 'journal', `${DAY}.jsonl`),
  };
  const recorded = { trades: await dataOf(paths.trades), calls: await dataOf(paths.calls) };
  const damaged = {
    settings: await overwrite(paths.settings, '{ "mode": "demo", "underlyings": ['),
    trades: await cutInHalf(paths.trades),
    calls: await overwrite(paths.calls, 'not what it was'),
    journal: await garble(paths.journal, '"filled"'),
  };

  const second = await launch();
  const after = new Trader(second.window);
  await after.findsTheDeskOpen();

  await test.step('the screen says what was wrong and what is used instead', async () => {
    await expect(after.banner('While starting')).toContainText(`${paths.settings} could not be used: it is not JSON`);
    await expect(after.banner('While starting')).toContainText('the settings of a first start are used');
    const notices = await after.looksAt('Notices');
    await expect(notices).toContainText(`The trade file ${paths.trades} could not be used`);
    await expect(notices).toContainText(`The call file ${paths.calls} could not be used`);
    await expect(notices).toContainText('the last good copy');
    await expect(notices).toContainText('The journal was repaired');
    await expect(notices).toContainText(/Line \d+ of the journal .* was lost/);
  });

  await test.step('the position is what it was: the broker knows the fill that the journal lost', async () => {
    await expect(after.openLegs(STRADDLE)).toHaveCount(2);
    const [was, is] = [standingOf(left), standingOf(await after.snapshot())];
    // When the order finished stood in the lost line alone.
    expect(is).toEqual({ ...was, orders: is.orders });
    expect(statusesIn(is)).toEqual(statusesIn(was));
    await after.trade(STRADDLE).getByRole('button', { name: 'Exit trade' }).click();
    await after.seesClosed(STRADDLE);
    expect(heldBy((await after.snapshot()).tables)).toEqual({});
  });

  await second.close();
  expect(second.errors).toEqual([]);

  await test.step('the damaged files lie beside whole ones', async () => {
    for (const name of ['settings', 'trades', 'calls', 'journal'] as const) {
      expect(Object.values(await keptAside(paths[name])), name).toEqual([damaged[name]]);
    }
    expect(await dataOf(paths.trades)).toMatchObject({
      trades: [{ id: recorded.trades.trades[0].id, status: 'closed' }],
    });
    expect(await dataOf(paths.calls)).toMatchObject({ calls: [{ id: recorded.calls.calls[0].id, outcome: 'closed' }] });
  });
});

test('a damaged book of the demo exchange starts the day afresh and keeps what was', async ({ launch, dataDir }) => {
  const first = await launch();
  const before = new Trader(first.window);
  await before.findsTheDeskOpen();
  await before.sells(STRADDLE);
  await first.close();
  const journal = join(dataDir, 'demo', 'journal', `${DAY}.jsonl`);
  const entries = await readFile(journal, 'utf8');
  const state = join(dataDir, 'exchange', 'state.json');
  const damaged = await cutInHalf(state);

  const second = await launch();
  const after = new Trader(second.window);
  await after.findsTheDeskOpen();
  await expect(await after.looksAt('Notices')).toContainText('The saved demo could not be continued');
  await expect(after.panel('Positions')).toContainText('No positions');
  await expect(after.card(STRADDLE)).toContainText('Stopped');
  expect((await after.snapshot()).tables.desk.desk.isReconciled).toBe(true);
  await second.close();
  expect(second.errors).toEqual([]);

  expect(await readFile(`${state}.damaged`, 'utf8')).toBe(damaged);
  const journals = await readdir(join(dataDir, 'demo', 'journal'));
  const aside = journals.find((name) => name.includes('before'));
  expect(await readFile(join(dataDir, 'demo', 'journal', aside ?? 'none'), 'utf8')).toBe(entries);
});

test('an exchange that does not answer is named, with what to do', async ({ launch }) => {
  const server = createServer((_request, response) => response.end('something else')).listen(0, '127.0.0.1');
  await once(server, 'listening');
  // Listening on a TCP port it has an address with a port.
  const stranger = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  for (const address of ['http://127.0.0.1:9', stranger, 'banana']) {
    const desk = await launch({ args: [`--exchange=${address}`] });
    const banner = new Trader(desk.window).banner('The desk could not be opened');
    await expect(banner).toContainText(`No demo exchange answers at ${address}`);
    await expect(banner).toContainText('start KiteDesk without --exchange');
    await desk.close();
    expect(desk.errors).toEqual([]);
  }
  server.close();
});

test('a second start on the same folder leaves it to the first and says so', async ({ launch, dataDir }) => {
  const first = await launch();
  const trader = new Trader(first.window);
  await trader.findsTheDeskOpen();

  const { executable, args } = startCommand(dataDir);
  const second = spawn(executable, args, { stdio: ['ignore', 'pipe', 'ignore'] });
  const [said, [code]] = await Promise.all([text(second.stdout), once(second, 'exit')]);
  expect(said).toContain(`KiteDesk is already open on ${dataDir}`);
  expect(code).toBe(0);

  const nifty = await trader.index('NIFTY 50').innerText();
  await expect(trader.index('NIFTY 50')).not.toHaveText(nifty, { useInnerText: true });
  await first.close();
  expect(first.errors).toEqual([]);
});

test('an exchange on a port in use says which port', async ({ exchange }) => {
  const { port } = new URL(exchange.url);
  const script = join('electron', 'exchange', 'exchange.cli.ts');
  const second = spawn(process.execPath, ['--import', 'tsx', script, '--port', port], { cwd: projectRoot });
  const [said, [code]] = await Promise.all([text(second.stderr), once(second, 'exit')]);
  expect(said).toContain(`address already in use 127.0.0.1:${port}`);
  expect(code).toBe(1);
  expect((await fetch(`${exchange.url}/demo/state`)).ok).toBe(true);
});

function statusesIn({ orders }: ReturnType<typeof standingOf>) {
  return Object.values(orders).map(({ id, brokerId, status, filledQty }) => ({ id, brokerId, status, filledQty }));
}

/** What a record file holds, past its envelope. */
async function dataOf(path: string) {
  return JSON.parse(await readFile(path, 'utf8')).data;
}
