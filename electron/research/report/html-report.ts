import type { GroupSum } from '#shared/domain/performance-report';
import type { ResearchReport } from '#shared/domain/research-report';
import { istStamp } from '#shared/domain/time';
import { symbolOf } from '#shared/domain/words';
import { strategyById } from '#shared/engine/registry';
import type { PlayResult } from '../play';
import type { PlayTerms } from '../play-terms';
import type { ResearchTrade } from '../results';
import { equityPicture } from './equity-picture';
import { html, Html } from './html';
import { exitOf } from './report';
import { asDuration, asFigure, asMoney, inPercent, inRupees } from './words';

export interface ReportedRun {
  /** What was played, for the heading. */
  readonly title: string;
  readonly terms: Pick<PlayTerms, 'capital' | 'instances'>;
  readonly result: Omit<PlayResult, 'frames' | 'missed' | 'metrics' | 'lastWords'>;
  readonly report: ResearchReport;
  readonly notes: readonly string[];
}

const STYLE = `
:root { color-scheme: light dark; --line: color-mix(in srgb, currentColor 18%, transparent); --gain: #0a7d4f; --loss: #c02b3c; }
@media (prefers-color-scheme: dark) { :root { --gain: #4cc38a; --loss: #ff7b86; } }
body { font: 14px/1.5 system-ui, sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem; }
h1 { font-size: 1.4rem; } h2 { font-size: 1.05rem; margin-top: 2rem; }
table { border-collapse: collapse; width: 100%; font-variant-numeric: tabular-nums; }
th, td { padding: .2rem .5rem; border-bottom: 1px solid var(--line); text-align: right; vertical-align: top; }
th, .figures b { white-space: nowrap; }
th:first-child, td:first-child, .words { text-align: left; }
.figures { display: grid; grid-template-columns: repeat(auto-fill, minmax(13rem, 1fr)); gap: .5rem 1.5rem; }
.figures div { border-bottom: 1px solid var(--line); display: flex; justify-content: space-between; }
.tables { display: grid; grid-template-columns: repeat(auto-fit, minmax(20rem, 1fr)); gap: 0 2rem; }
.gain { color: var(--gain); } .loss { color: var(--loss); }
.modelled { border: 1px solid; border-radius: 3px; padding: 0 .3em; font-size: .8em; }
svg { width: 100%; height: auto; margin-top: 1rem; font-size: 12px; } svg text { fill: currentColor; } .caption { opacity: .7; }
.equity { fill: none; stroke: currentColor; stroke-width: 1.5; } .zero { stroke: var(--line); }
.drawdown { fill: var(--loss); opacity: .45; }
code { overflow-wrap: anywhere; }
@media print { body { font-size: 11px; max-width: none; margin: 0; padding: 0; } h2 { break-after: avoid; } tr, svg, section { break-inside: avoid; } }`;

/** One page that opens anywhere, without a network, a script or a font of its own. */
export function htmlReport({ title, terms, result, report, notes }: ReportedRun): string {
  const { performance } = report;
  const page = html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'" />
        <meta name="viewport" content="width=device-width" />
        <title>${title}</title>
        ${new Html(`<style>${STYLE}</style>`)}
      </head>
      <body>
        <h1>${title}</h1>
        <p>${result.from ?? '–'} to ${result.to ?? '–'}, ${result.days} days. Capital ${asMoney(terms.capital)}.</p>
        ${figures(report)} ${equityPicture(performance.equity)} ${otherOrders(report)}
        <div class="tables">
          ${groups('By year', report.byYear)}${groups('By month', report.byMonth)}${groups('By weekday', performance.byWeekday)}${groups('By hour of entry', performance.byHour)}${groups('By India VIX', report.byVix)}
        </div>
        ${trades(result.trades)}
        <h2>What this rests on</h2>
        ${terms.instances.map(parameters)}
        <ul>
          ${[...result.modelled.map((what) => `Modelled: ${what}`), ...notes, ...result.notes].map((note) => html`<li>${note}</li>`)}
        </ul>
        <p>Digest of the trades <code>${result.digest}</code>: the same data and terms give the same.</p>
      </body>
    </html> `;
  return page.text;
}

function figures({ performance, cagr, sortino, costsShare, timeInTrade }: ResearchReport): Html {
  const { metrics, streaks, averageWin, averageLoss } = performance;
  const all: readonly (readonly [name: string, value: string])[] = [
    ['Net', asMoney(metrics.net)],
    ['Gross', asMoney(metrics.gross)],
    ['Charges', asMoney(metrics.charges)],
    ['Charges of gross', inPercent(costsShare)],
    ['Growth a year', inPercent(cagr)],
    ['Sharpe', asFigure(metrics.sharpe)],
    ['Sortino', asFigure(sortino)],
    ['Max drawdown', asMoney(-metrics.maxDrawdown)],
    ['Profit factor', asFigure(metrics.profitFactor)],
    ['Expectancy', asMoney(metrics.expectancy)],
    ['Trades', String(metrics.trades)],
    ['Won', inPercent(metrics.winRate)],
    ['Average win', asMoney(averageWin)],
    ['Average loss', asMoney(averageLoss)],
    ['Longest losing run', String(streaks.longestLoss)],
    ['In the market', inPercent(metrics.exposure)],
    ['Time in a trade', asDuration(timeInTrade)],
  ];
  return html`<div class="figures">
    ${all.map(([name, value]) => html`<div><span>${name}</span><b>${value}</b></div>`)}
  </div>`;
}

function otherOrders({ monteCarlo }: ResearchReport): Html {
  if (monteCarlo === null) return html``;
  return html`<h2>Monte Carlo: ${monteCarlo.rounds} draws of these trades</h2>
    <p>
      The result lies between ${asMoney(monteCarlo.net.low)} and ${asMoney(monteCarlo.net.high)} in nine of ten draws,
      and is a loss in ${inPercent(monteCarlo.lossProbability)}. In another order the same trades fall by
      ${asMoney(monteCarlo.drawdown.middle)} in half of them, by more than ${asMoney(monteCarlo.drawdown.high)} in one
      of twenty (seed ${monteCarlo.seed}).
    </p>`;
}

/** All that a strategy was set to, as its form names it; the name in a file or on the command line beside it. */
function parameters({ strategy, params }: PlayTerms['instances'][number]): Html {
  const known = strategyById(strategy);
  return html`<section>
    <table>
      <thead>
        <tr>
          <th>${known?.name ?? strategy}</th>
          <th>${strategy}</th>
        </tr>
      </thead>
      ${Object.entries(params).map(
        ([name, value]) =>
          html`<tr>
            <td>${known?.params[name]?.label ?? name}</td>
            <td><code>${name}=${String(value)}</code></td>
          </tr>`,
      )}
    </table>
  </section>`;
}

function groups(heading: string, sums: readonly GroupSum[]): Html {
  if (sums.length === 0) return html``;
  return html`<section>
    <h2>${heading}</h2>
    <table>
      <thead>
        <tr>
          <th></th>
          <th>Trades</th>
          <th>Won</th>
          <th>Net ₹</th>
        </tr>
      </thead>
      ${sums.map(
        ({ label, trades: count, wins, net }) =>
          html`<tr>
            <td>${label}</td>
            <td>${count}</td>
            <td>${wins}</td>
            ${amount(net)}
          </tr>`,
      )}
    </table>
  </section>`;
}

function trades(all: readonly ResearchTrade[]): Html {
  return html`<h2>Trades</h2>
    <table>
      <thead>
        <tr>
          <th>Opened</th>
          <th class="words">Legs</th>
          <th>Closed</th>
          <th class="words">Why it ended</th>
          <th>Charges ₹</th>
          <th>Net ₹</th>
        </tr>
      </thead>
      ${all.map(
        (trade) =>
          html`<tr>
            <td>
              ${istStamp(trade.openedAt)}${trade.isModelled ? html` <span class="modelled">modelled</span>` : html``}
            </td>
            <td class="words">
              ${trade.legs.map(
                ({ side, qty, instrument, entry, exit }) =>
                  html`${side} ${qty} ${symbolOf(instrument)} ${inRupees(entry)} → ${inRupees(exit)}<br />`,
              )}
            </td>
            <td>${trade.closedAt === null ? 'open' : istStamp(trade.closedAt).slice(11)}</td>
            <td class="words">${exitOf(trade)}</td>
            <td>${inRupees(trade.charges)}</td>
            ${amount(trade.net)}
          </tr> `,
      )}
    </table>`;
}

function amount(net: number): Html {
  return html`<td class="${net < 0 ? 'loss' : 'gain'}">${inRupees(net)}</td>`;
}
