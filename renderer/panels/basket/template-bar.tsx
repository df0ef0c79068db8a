import { ArrowLeftRight, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { planTemplate, TEMPLATES } from '#shared/domain/basket-templates';
import { chainKey } from '#shared/ipc/views';
import { clearBasket, fillBasket, mirrorBasket, setLotsOfAll, useBasket } from '../../store/basket';
import { deskNow } from '../../store/desk';
import type { ChainSelection } from '../../store/selection';
import { tell } from '../../store/toasts';
import { IconButton } from '../../ui/button';
import { ChainLabel } from '../../ui/chain-label';
import { Spacer } from '../../ui/panel';
import { NumberInput } from '../../ui/number-field';
import { Select } from '../../ui/select';
import { Setting } from './setting';

const FREE = 'Leg by leg';
const CHOICES = [FREE, ...TEMPLATES.map(({ name }) => name)].map((name) => ({ value: name, label: name }));
const MOST_STRIKES = 20;

/** Lays out a well-known trade around the money of the chain on the screen; what it puts there can be changed leg by leg. */
export function TemplateBar({ selection }: { readonly selection: ChainSelection }) {
  const template = useBasket((basket) => basket.template);
  const hasLegs = useBasket(({ legs }) => legs.length > 0);
  const [width, setWidth] = useState<number | null>(2);
  const [lots, setLots] = useState<number | null>(1);
  const layOut = (name: string, strikes: number | null) => layOutTemplate(selection, name, strikes, lots);
  return (
    <>
      <ChainLabel selection={selection} />
      <Select
        aria-label="Template"
        value={template ?? FREE}
        options={CHOICES}
        onChange={(name) => (name === FREE ? clearBasket() : layOut(name, width))}
      />
      <Setting label="Width" title="Strikes from one step of the template to the next">
        {(id) => (
          <NumberInput
            id={id}
            unit="strikes"
            value={width}
            isInvalid={!isCount(width, MOST_STRIKES)}
            onChange={(strikes) => {
              setWidth(strikes);
              if (template !== null && isCount(strikes, MOST_STRIKES)) layOut(template, strikes);
            }}
          />
        )}
      </Setting>
      <Setting label="Lots" title="Of every leg">
        {(id) => (
          <NumberInput
            id={id}
            value={lots}
            isInvalid={!isCount(lots)}
            onChange={(count) => {
              setLots(count);
              if (isCount(count)) setLotsOfAll(count);
            }}
          />
        )}
      </Setting>
      <Spacer />
      <IconButton
        label="The same from the other side: sell what is bought, buy what is sold"
        icon={<ArrowLeftRight size={13} />}
        disabled={!hasLegs}
        onPress={mirrorBasket}
      />
      <IconButton label="Empty the basket" icon={<Trash2 size={13} />} disabled={!hasLegs} onPress={clearBasket} />
    </>
  );
}

/** Also from the empty basket's buttons. */
export function layOutTemplate(
  { underlying, expiry }: ChainSelection,
  name: string,
  width: number | null,
  lots: number | null,
): void {
  const template = TEMPLATES.find((each) => each.name === name);
  const chain = deskNow().chains[chainKey(underlying.name, expiry)];
  if (!template || !chain) return;
  const plan = planTemplate(template, chain, isCount(width, MOST_STRIKES) ? width : 1);
  if (plan.ok) fillBasket(template.name, plan.value, isCount(lots) ? lots : 1);
  else tell({ tone: 'warn', title: `${template.name}: not laid out`, detail: plan.error });
}

function isCount(value: number | null, most = Number.POSITIVE_INFINITY): value is number {
  return value !== null && Number.isInteger(value) && value >= 1 && value <= most;
}
