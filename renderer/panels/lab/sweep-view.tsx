import { useMemo, useState } from 'react';
import type { SweepResult, SweptCell } from '#shared/domain/parameter-sweep';
import type { ParamSchema } from '#shared/domain/params';
import type { StrategyInfo } from '#shared/ipc/contract';
import type { SweptResult } from '#shared/ipc/lab';
import { formatDecimal, formatPercent, orDash } from '../../format/figures';
import { formatSigned, formatSignedMoney } from '../../format/money';
import { useDeskView } from '../../store/desk';
import { useStrategies } from '../../store/strategies';
import { Button } from '../../ui/button';
import { DataTable, type Column } from '../../ui/data-table';
import { EmptyState } from '../../ui/empty-state';
import { Money } from '../../ui/figures';
import { FigureList } from '../../ui/figure-list';
import { Select } from '../../ui/select';
import { ScoreTable } from './score-table';
import styles from './lab.module.css';
import { startOnDesk } from './start-on-desk';
import sweepStyles from './sweep.module.css';
import { cellKey, cellWords, labelOf, paramsOf, scoreWords } from './swept-words';

/** The points of a search: any two parameters as a map, the suggestion, and what became of each in the days kept aside. */
export function SweepView({ result }: { readonly result: SweptResult }) {
  const { sweep } = result;
  const strategy = useStrategies().find(({ id }) => id === result.strategy);
  const schema = strategy?.params ?? NO_SCHEMA;
  const [key, setKey] = useState(sweep.plateau ? cellKey(sweep.plateau.cell) : '');
  const chosen = sweep.cells.find(({ cell }) => cellKey(cell) === key) ?? sweep.plateau;
  if (chosen === null) return <EmptyState title="No point was played">{result.title}</EmptyState>;
  return (
    <section className={styles.result} aria-label={result.title}>
      <header className={styles.head}>
        <strong className={styles.title} title={result.title}>
          {result.title}
        </strong>
        <span>
          {sweep.cells.length} points ranked by {sweep.inSample.length} days, {sweep.outOfSample.length} kept aside
        </span>
      </header>
      <div className={sweepStyles.swept}>
        <Chosen result={result} chosen={chosen} strategy={strategy} />
        <Heat sweep={sweep} schema={schema} chosen={chosen} onChoose={(cell) => setKey(cellKey(cell.cell))} />
        <div className={sweepStyles.points}>
          <Points sweep={sweep} schema={schema} onChoose={(cell) => setKey(cellKey(cell.cell))} />
        </div>
      </div>
    </section>
  );
}

interface ChosenProps {
  readonly result: SweptResult;
  readonly chosen: SweptCell;
  readonly strategy: StrategyInfo | undefined;
}

function Chosen({ result, chosen, strategy }: ChosenProps) {
  const mode = useDeskView(({ mode: each }) => each);
  const { sweep } = result;
  const { inSample, outOfSample, deflated, score, robust } = chosen;
  const role = [chosen === sweep.plateau && 'suggested plateau', chosen === sweep.peak && 'peak'].filter(Boolean);
  return (
    <>
      <div className={sweepStyles.chosen}>
        <output>
          <strong>{cellWords(chosen.cell, strategy?.params ?? NO_SCHEMA)}</strong>
        </output>
        {role.length > 0 && <span>{role.join(' and ')}</span>}
        <span className={styles.actions}>
          {mode !== 'live' && strategy && (
            <Button
              size="small"
              tone="primary"
              onPress={() => startOnDesk(strategy, { ...result.params, ...paramsOf(chosen.cell) })}
            >
              Run this on {mode}
            </Button>
          )}
        </span>
      </div>
      <FigureList
        figures={[
          { label: 'Score', about: 'In the days that rank', text: scoreWords(sweep.score, score) },
          {
            label: 'With neighbours',
            about: 'Median over it and its neighbours',
            text: scoreWords(sweep.score, robust),
          },
          {
            label: 'Skill',
            about: `Deflated Sharpe ratio: the probability of more than the luckiest of ${sweep.cells.length} without skill, who would show ${formatDecimal(sweep.luck)}`,
            text: orDash(deflated, (share) => formatPercent(share, 1)),
          },
          { label: 'Net in sample', about: 'After charges', text: formatSignedMoney(inSample.net) },
          { label: 'Net later', about: 'In the days kept aside', text: orDash(outOfSample?.net, formatSignedMoney) },
          { label: 'Trades', about: 'In sample', text: String(inSample.trades) },
        ]}
      />
    </>
  );
}

/** Of a strategy that is not there any more, or not known yet. */
const NO_SCHEMA: ParamSchema = {};

interface HeatProps {
  readonly sweep: SweepResult;
  readonly schema: ParamSchema;
  readonly chosen: SweptCell;
  readonly onChoose: (cell: SweptCell) => void;
}

function Heat({ sweep, schema, chosen, onChoose }: HeatProps) {
  const names = sweep.axes.map(({ param }) => param);
  const [x, setX] = useState(names[0] ?? '');
  const [y, setY] = useState(names[1] ?? '');
  if (names.length < 2) return null;
  const options = names.map((name) => ({ value: name, label: labelOf(name, schema) }));
  return (
    <div className={sweepStyles.heatFrame}>
      {names.length > 2 && (
        <div className={sweepStyles.chosen}>
          <Select aria-label="Across" value={x} options={options.filter(({ value }) => value !== y)} onChange={setX} />
          <Select aria-label="Down" value={y} options={options.filter(({ value }) => value !== x)} onChange={setY} />
        </div>
      )}
      <ScoreTable sweep={sweep} schema={schema} across={x} down={y} chosen={chosen} onChoose={onChoose} />
    </div>
  );
}

function Points({ sweep, schema, onChoose }: Omit<HeatProps, 'chosen'>) {
  const isRatio = sweep.score === 'sharpe';
  const columns = useMemo(() => columnsFor(isRatio ? formatDecimal : formatSigned, schema), [isRatio, schema]);
  return (
    <DataTable
      label="Points"
      rows={sweep.cells}
      keyOf={({ cell }) => cellKey(cell)}
      columns={columns}
      initialSorting={{ column: 'robust', direction: 'down' }}
      onOpen={onChoose}
      empty={<EmptyState title="No point was played" />}
    />
  );
}

function columnsFor(format: (value: number) => string, schema: ParamSchema): readonly Column<SweptCell>[] {
  return [
    { id: 'cell', header: 'Parameters', cell: ({ cell }) => cellWords(cell, schema) },
    { id: 'score', header: 'Score', align: 'right', sortBy: ({ score }) => score, cell: ({ score }) => format(score) },
    {
      id: 'robust',
      header: 'With neighbours',
      align: 'right',
      sortBy: ({ robust }) => robust,
      cell: ({ robust }) => format(robust),
    },
    {
      id: 'skill',
      header: 'Skill',
      about: 'Deflated Sharpe ratio',
      align: 'right',
      sortBy: ({ deflated }) => deflated ?? 0,
      cell: ({ deflated }) => orDash(deflated, (share) => formatPercent(share, 1)),
    },
    {
      id: 'net',
      header: 'Net in sample',
      align: 'right',
      sortBy: ({ inSample }) => inSample.net,
      cell: ({ inSample }) => <Money paise={inSample.net} signed />,
    },
    {
      id: 'later',
      header: 'Net later',
      align: 'right',
      sortBy: ({ outOfSample }) => outOfSample?.net ?? 0,
      cell: ({ outOfSample }) => <Money paise={outOfSample?.net} signed />,
    },
    {
      id: 'trades',
      header: 'Trades',
      align: 'right',
      sortBy: ({ inSample }) => inSample.trades,
      cell: ({ inSample }) => inSample.trades,
    },
  ];
}
