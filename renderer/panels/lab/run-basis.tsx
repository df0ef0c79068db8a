import { istClock, istDate } from '#shared/domain/time';
import type { BacktestResult } from '#shared/ipc/lab';
import { formatMoney } from '../../format/money';
import { formatParam } from '../../format/params';
import { useStrategies } from '../../store/strategies';
import styles from './lab.module.css';

/** What a result rests on: parameters, what was modelled, what was noticed, and signals that became no trade. */
export function RunBasis({ result }: { readonly result: BacktestResult }) {
  const strategies = useStrategies();
  const schema = strategies.find(({ id }) => id === result.strategy)?.params ?? {};
  const notes = [...result.modelled.map((what) => `Modelled: ${what}`), ...result.notes];
  return (
    <div className={styles.basis}>
      <table>
        <caption>Parameters</caption>
        <tbody>
          <tr>
            <th scope="row">Capital</th>
            <td>{formatMoney(result.capital)}</td>
          </tr>
          {Object.entries(result.params).map(([name, value]) => (
            <tr key={name}>
              <th scope="row">{schema[name]?.label ?? name}</th>
              <td>{schema[name] ? formatParam(schema[name], value) : String(value)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <div>
        <h3>Notes</h3>
        <ul>
          {notes.map((note) => (
            <li key={note}>{note}</li>
          ))}
        </ul>
        <p>{result.lastWords !== '' && `The strategy said last: ${result.lastWords}`}</p>
        <p>
          Digest <code data-selectable>{result.digest}</code>: the same data and terms give the same.
        </p>
        <Missed missed={result.missed} />
      </div>
    </div>
  );
}

const MOST_SHOWN = 100;

function Missed({ missed }: Pick<BacktestResult, 'missed'>) {
  if (missed.length === 0) return null;
  return (
    <>
      <h3>Signals that became no trade: {missed.length}</h3>
      <ul>
        {missed.slice(0, MOST_SHOWN).map(({ at, title, why }) => (
          <li key={`${at} ${title}`}>
            {istDate(at)} {istClock(at)} {title}: {why}
          </li>
        ))}
      </ul>
    </>
  );
}
