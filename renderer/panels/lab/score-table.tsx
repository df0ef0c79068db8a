import type { KeyboardEvent } from 'react';
import { heatMapOf, type Axis, type Score, type SweepResult, type SweptCell } from '#shared/domain/parameter-sweep';
import type { ParamSchema, ParamValue } from '#shared/domain/params';
import { NO_VALUE } from '../../format/figures';
import { labelOf, scoreWords, shortScore, valueWords } from './swept-words';
import styles from './sweep.module.css';

/** So many columns have room to breathe; more stand closer. */
const SPACIOUS = 10;

interface ScoreTableProps {
  readonly sweep: SweepResult;
  readonly schema: ParamSchema;
  readonly across: string;
  readonly down: string;
  readonly chosen: SweptCell;
  readonly onChoose: (cell: SweptCell) => void;
}

/**
 * The scores over two parameters, coloured: a table, so that it is read out with its headers. Arrow keys go from cell to cell;
 * where more than two parameters were varied a cell is the median, and stands for the best of them.
 */
export function ScoreTable({ sweep, schema, across, down, chosen, onChoose }: ScoreTableProps) {
  const map = heatMapOf(sweep, across, down);
  if (map === null) return null;
  const scores = map.rows.flat().filter((score) => score !== null);
  const most = Math.max(...scores.map(Math.abs), Number.MIN_VALUE);
  const [acrossLabel, downLabel] = [labelOf(across, schema), labelOf(down, schema)];
  return (
    <table
      className={styles.heat}
      aria-label={`Score by ${acrossLabel} and ${downLabel}`}
      data-dense={map.x.values.length > SPACIOUS}
    >
      <caption>
        {acrossLabel} across, {downLabel} down
      </caption>
      <thead>
        <tr>
          <th scope="col">
            <span className="visually-hidden">{downLabel}</span>
          </th>
          {map.x.values.map((value) => (
            <th key={String(value)} scope="col">
              {valueWords(across, value, schema)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {map.y.values.map((yValue, row) => (
          <tr key={String(yValue)}>
            <th scope="row">{valueWords(down, yValue, schema)}</th>
            {map.x.values.map((xValue, column) => (
              <ScoreCell
                key={String(xValue)}
                score={map.rows[row]?.[column] ?? null}
                most={most}
                scored={sweep.score}
                isChosen={valueOf(chosen, map.x) === xValue && valueOf(chosen, map.y) === yValue}
                onChoose={() => {
                  const best = bestOf(sweep, [
                    [map.x, xValue],
                    [map.y, yValue],
                  ]);
                  if (best) onChoose(best);
                }}
              />
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

interface ScoreCellProps {
  readonly score: number | null;
  /** The largest score either side of zero: the deepest colour. */
  readonly most: number;
  readonly scored: Score;
  readonly isChosen: boolean;
  readonly onChoose: () => void;
}

function ScoreCell({ score, most, scored, isChosen, onChoose }: ScoreCellProps) {
  if (score === null) return <td>{NO_VALUE}</td>;
  const share = Math.round((60 * Math.abs(score)) / most);
  const background = `color-mix(in srgb, var(--${score < 0 ? 'loss' : 'gain'}) ${share}%, transparent)`;
  return (
    <td style={{ background }}>
      <button
        type="button"
        aria-pressed={isChosen}
        title={scoreWords(scored, score)}
        onClick={onChoose}
        onKeyDown={moveFocus}
      >
        {shortScore(scored, score)}
      </button>
    </td>
  );
}

function valueOf({ cell }: SweptCell, { param }: Axis): ParamValue | undefined {
  return cell.find((each) => each.param === param)?.value;
}

/** Of the points that have these values, the one that neighbours share most. */
function bestOf({ cells }: SweepResult, wanted: readonly (readonly [Axis, ParamValue])[]): SweptCell | undefined {
  return cells
    .filter((cell) => wanted.every(([axis, value]) => valueOf(cell, axis) === value))
    .toSorted((a, b) => b.robust - a.robust || b.score - a.score)[0];
}

const STEPS: Readonly<Record<string, readonly [rows: number, columns: number]>> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
};

function moveFocus(event: KeyboardEvent<HTMLButtonElement>): void {
  const step = STEPS[event.key];
  const cell = event.currentTarget.closest('td');
  const row = cell?.closest('tr');
  if (!step || !cell || !row) return;
  event.preventDefault();
  const next = cell.closest('table')?.rows[row.rowIndex + step[0]]?.cells[cell.cellIndex + step[1]];
  next?.querySelector('button')?.focus();
}
