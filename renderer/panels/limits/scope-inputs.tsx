import type { Product } from '#shared/domain/order';
import { PRODUCT_NAMES, PRODUCTS } from '#shared/domain/trading-scope';
import { Field, TextField } from '../../ui/field';
import styles from './limits-panel.module.css';
import type { ScopeDraft } from './scope-draft';

interface ScopeInputsProps {
  readonly draft: ScopeDraft;
  readonly faults: Partial<Record<keyof ScopeDraft, string>>;
  readonly onChange: (draft: ScopeDraft) => void;
}

/** What may be entered at all: products, names, and lots by underlying. */
export function ScopeInputs({ draft, faults, onChange }: ScopeInputsProps) {
  const toggle = (product: Product) => {
    const isOn = draft.products.includes(product);
    const products = isOn ? draft.products.filter((each) => each !== product) : [...draft.products, product];
    onChange({ ...draft, products });
  };
  return (
    <>
      <Field label="Products" hint="What entries may be ordered as. Exits leave whatever is held.">
        {({ id, describedBy }) => (
          <fieldset id={id} aria-label="Products" aria-describedby={describedBy} className={styles.products}>
            {PRODUCTS.map((product) => (
              <label key={product}>
                <input type="checkbox" checked={draft.products.includes(product)} onChange={() => toggle(product)} />{' '}
                {PRODUCT_NAMES[product]}
              </label>
            ))}
          </fieldset>
        )}
      </Field>
      <TextField
        label="May be traded"
        hint="Underlyings, shares or single instruments, with commas between. Empty is everything."
        error={faults.allowed ?? null}
        placeholder="NIFTY, RELIANCE"
        value={draft.allowed}
        onChange={(allowed) => onChange({ ...draft, allowed })}
      />
      <TextField
        label="Open lots by underlying"
        hint="Within the open lots of all. Those not named have that limit alone."
        error={faults.maxLots ?? null}
        placeholder="NIFTY 20, BANKNIFTY 10"
        value={draft.maxLots}
        onChange={(maxLots) => onChange({ ...draft, maxLots })}
      />
    </>
  );
}
