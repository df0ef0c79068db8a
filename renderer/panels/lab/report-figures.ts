import type { ResearchReport } from '#shared/domain/research-report';
import { formatAge } from '../../format/clock';
import { formatDecimal, formatPercent, formatSignedPercent, NO_VALUE, orDash } from '../../format/figures';
import { formatSignedMoney, formatSignedWhole, formatWholeMoney } from '../../format/money';
import type { FigureRow } from '../../ui/figure-list';
import { toneOf } from '../../ui/figures';

/** What a run is judged by, in the order in which a trader asks. */
export function reportFigures(report: ResearchReport): readonly FigureRow[] {
  return [...moneyFigures(report), ...riskFigures(report), ...tradeFigures(report)];
}

function moneyFigures({ performance: { metrics }, cagr, costsShare }: ResearchReport): readonly FigureRow[] {
  const { net, gross, charges } = metrics;
  return [
    { label: 'Net', about: 'All trades, after charges', text: formatSignedMoney(net), tone: toneOf(net) },
    { label: 'Gross', about: 'All trades, before charges', text: formatSignedMoney(gross), tone: toneOf(gross) },
    { label: 'Charges', about: 'Brokerage, taxes and fees of the date', text: formatWholeMoney(charges) },
    {
      label: 'Charges of gross',
      about: 'How much of what was gained went into charges; none where nothing was gained',
      text: orDash(costsShare, (share) => formatPercent(share, 1)),
    },
    {
      label: 'Growth a year',
      about: 'Of the capital, by calendar days; from 30 days on',
      text: orDash(cagr, formatSignedPercent),
    },
  ];
}

function riskFigures({ performance: { metrics }, sortino }: ResearchReport): readonly FigureRow[] {
  const { sharpe, maxDrawdown, profitFactor } = metrics;
  return [
    {
      label: 'Sharpe',
      about: "Mean of the days' results over their standard deviation, times √252; every day played counts",
      text: orDash(sharpe, formatDecimal),
    },
    {
      label: 'Sortino',
      about: "Mean of the days' results over the deviation of days that lost, times √252",
      text: orDash(sortino, formatDecimal),
    },
    {
      label: 'Max drawdown',
      about: 'Deepest fall of the equity below its highest point so far, at the ends of trades',
      text: formatSignedMoney(-maxDrawdown),
    },
    {
      label: 'Profit factor',
      about: 'Gains of the winners over losses of the others',
      text: orDash(profitFactor, formatDecimal),
    },
  ];
}

function tradeFigures({ performance, timeInTrade }: ResearchReport): readonly FigureRow[] {
  const { metrics, averageWin, averageLoss, streaks } = performance;
  const { trades, wins, winRate, expectancy, exposure } = metrics;
  return [
    { label: 'Trades', about: 'Trades, and how many made money', text: `${trades}, ${wins} won` },
    { label: 'Win rate', about: 'Share of trades that made money after charges', text: orDash(winRate, formatPercent) },
    {
      label: 'Expectancy',
      about: 'Mean net result of a trade',
      text: orDash(expectancy, formatSignedMoney),
      tone: toneOf(expectancy ?? 0),
    },
    {
      label: 'Average win / loss',
      about: 'Mean net result of the trades that made money, and of the others',
      text: `${orDash(averageWin, formatSignedWhole)} / ${orDash(averageLoss, formatSignedWhole)}`,
    },
    {
      label: 'Longest losing run',
      about: 'Trades that lost one after the other',
      text: streaks.longestLoss === 0 ? NO_VALUE : String(streaks.longestLoss),
    },
    { label: 'Time in a trade', about: 'Mean from opening to close', text: orDash(timeInTrade, formatAge) },
    { label: 'In the market', about: 'Share of session time with anything open', text: formatPercent(exposure, 1) },
  ];
}
