import type { BasketLeg } from '#shared/domain/basket';
import styles from './basket.module.css';
import { LegRow } from './leg-row';

const HEADERS = [
  { id: 'side', text: 'Side' },
  { id: 'contract', text: 'Contract' },
  { id: 'lots', text: 'Lots', about: 'Units beside: lots × the lot size of the day' },
  { id: 'quote', text: 'Bid' },
  { id: 'quote', text: 'Ask' },
  { id: 'limit', text: 'Limit', about: 'Empty takes the price that is offered, with the desk’s protection' },
  { id: 'level', text: 'Stop', about: 'Price of the leg at which it is left with a loss' },
  { id: 'level', text: 'Target', about: 'Price of the leg at which it is left with a gain' },
  { id: 'remove', text: '' },
] as const;

export function LegsTable({ legs }: { readonly legs: readonly BasketLeg[] }) {
  return (
    <table className={styles.legs} aria-label="Legs of the basket">
      <thead>
        <tr>
          {HEADERS.map((header, index) => (
            <th
              // Two columns share a look; their places never change.
              key={HEADERS.indexOf(header, index)}
              scope="col"
              className={styles[header.id]}
              title={'about' in header ? header.about : undefined}
            >
              {header.text}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {legs.map((leg) => (
          <LegRow key={leg.key} leg={leg} />
        ))}
      </tbody>
    </table>
  );
}
