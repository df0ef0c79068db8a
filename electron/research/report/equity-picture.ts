import { istDate } from '#shared/domain/time';
import type { EquityPoint } from '#shared/domain/performance-report';
import { html, type Html } from './html';
import { inRupees } from './words';

const [WIDTH, EQUITY, DRAWDOWN, GAP, LEFT] = [960, 240, 90, 24, 90] as const;

/** The account after each trade, and below it how far it lies under its highest point, as one picture. */
export function equityPicture(points: readonly EquityPoint[]): Html {
  const equity = [0, ...points.map((point) => point.equity)];
  const drawdown = [0, ...points.map((point) => point.drawdown)];
  const [top, bottom] = [Math.max(...equity), Math.min(...equity)];
  const deepest = Math.min(...drawdown, -1);
  const height = EQUITY + GAP + DRAWDOWN + GAP;
  const x = (index: number) => LEFT + (index / Math.max(1, points.length)) * (WIDTH - LEFT - 10);
  // Room for the caption above.
  const y = (value: number) => 26 + ((top - value) / Math.max(1, top - bottom)) * (EQUITY - 36);
  const below = (value: number) => EQUITY + GAP + (value / deepest) * DRAWDOWN;
  const path = (values: readonly number[], place: (value: number) => number) =>
    values.map((value, index) => `${x(index).toFixed(1)},${place(value).toFixed(1)}`).join(' ');
  const label = (value: number, at: number) =>
    html`<text x="${LEFT - 8}" y="${at.toFixed(1)}" text-anchor="end" dominant-baseline="middle"
      >${inRupees(value)}</text
    >`;
  const [first, last] = [points[0], points.at(-1)];
  return html`<svg viewBox="0 0 ${WIDTH} ${height}" role="img" aria-label="Equity and drawdown">
    <text x="${LEFT}" y="12" class="caption">Equity after each trade, ₹</text>
    <text x="${LEFT}" y="${EQUITY + GAP - 6}" class="caption">Drawdown, ₹</text>
    <line class="zero" x1="${LEFT}" x2="${WIDTH - 10}" y1="${y(0).toFixed(1)}" y2="${y(0).toFixed(1)}" />
    <polyline class="equity" points="${path(equity, y)}" />
    <polygon
      class="drawdown"
      points="${x(0).toFixed(1)},${EQUITY + GAP} ${path(drawdown, below)} ${x(points.length).toFixed(1)},${EQUITY + GAP}"
    />
    ${label(top, y(top))}${top === bottom ? html`` : label(bottom, y(bottom))}${label(deepest, EQUITY + GAP + DRAWDOWN)}
    <text x="${LEFT}" y="${height - 6}">${first ? istDate(first.at) : ''}</text>
    <text x="${WIDTH - 10}" y="${height - 6}" text-anchor="end">${last ? istDate(last.at) : ''}</text>
  </svg>`;
}
