import { Plus } from 'lucide-react';
import { useId } from 'react';
import { SCORES } from '#shared/domain/parameter-sweep';
import type { ParamSchema } from '#shared/domain/params';
import { Button } from '../../ui/button';
import { TextInput } from '../../ui/field';
import { NumberField } from '../../ui/number-field';
import { rangeOf } from '../../ui/param-draft';
import { Select, SelectField } from '../../ui/select';
import styles from './lab.module.css';
import { axisSize, sizeWords, sweptParams, type AxisDraft, type SearchDraft } from './search-draft';

interface SearchFieldsProps {
  readonly kind: 'sweep' | 'walk-forward';
  readonly schema: ParamSchema;
  readonly search: SearchDraft;
  readonly onChange: (search: SearchDraft) => void;
}

const MOST_AXES = 6;
const SCORE_WORDS = { sharpe: 'Sharpe ratio', net: 'Net result', expectancy: 'Expectancy' } as const;

/** What is varied, and how its points are judged. */
export function SearchFields({ kind, schema, search, onChange }: SearchFieldsProps) {
  const { axes } = search;
  const setAxis = (at: number, axis: AxisDraft) =>
    onChange({ ...search, axes: axes.map((each, index) => (index === at ? axis : each)) });
  return (
    <>
      <fieldset className={styles.axes}>
        <legend>Vary</legend>
        {axes.map((axis, index) => (
          // Axes have no name of their own: their place is what they are.
          <AxisFields
            key={index}
            number={index + 1}
            schema={schema}
            axis={axis}
            onChange={(next) => setAxis(index, next)}
          />
        ))}
        <p>From..to:step as in 5..20:5, or 5,8,13; empty takes all that is allowed.</p>
        <output>{sizeWords(search, schema)}</output>
        {axes.length < MOST_AXES && (
          <Button
            size="small"
            tone="ghost"
            icon={<Plus size={12} />}
            onPress={() => onChange({ ...search, axes: [...axes, { param: '', values: '' }] })}
          >
            Another parameter
          </Button>
        )}
      </fieldset>
      <div className={styles.pair}>
        <Judging search={search} onChange={onChange} />
        {kind === 'sweep' ? (
          <InSample search={search} onChange={onChange} />
        ) : (
          <Windows search={search} onChange={onChange} />
        )}
      </div>
    </>
  );
}

interface AxisFieldsProps {
  readonly number: number;
  readonly schema: ParamSchema;
  readonly axis: AxisDraft;
  readonly onChange: (axis: AxisDraft) => void;
}

function AxisFields({ number, schema, axis, onChange }: AxisFieldsProps) {
  const param = schema[axis.param];
  const size = axisSize(axis, schema);
  const faultId = useId();
  return (
    <div className={styles.axis}>
      <Select
        aria-label={`Parameter ${number}`}
        value={axis.param}
        options={[{ value: '', label: 'Choose…' }, ...sweptParams(schema)]}
        onChange={(name) => onChange({ ...axis, param: name })}
      />
      <TextInput
        aria-label={`Values of parameter ${number}`}
        placeholder={param ? rangeOf(param) : ''}
        title={param ? rangeOf(param) : undefined}
        isInvalid={!size.ok}
        aria-describedby={size.ok ? undefined : faultId}
        value={axis.values}
        onChange={(values) => onChange({ ...axis, values })}
      />
      {!size.ok && <p id={faultId}>{size.error}</p>}
    </div>
  );
}

type PartProps = Pick<SearchFieldsProps, 'search' | 'onChange'>;

/** What points are ranked by, and how many are played. */
function Judging({ search, onChange }: PartProps) {
  return (
    <>
      <SelectField
        label="Rank by"
        value={search.score}
        options={SCORES.map((value) => ({ value, label: SCORE_WORDS[value] }))}
        onChange={(score) => onChange({ ...search, score })}
      />
      <NumberField
        label="Points"
        hint="Empty: the whole grid. A number: so many of it, at random."
        value={search.random}
        step={10}
        onChange={(random) => onChange({ ...search, random })}
      />
    </>
  );
}

function InSample({ search, onChange }: PartProps) {
  return (
    <NumberField
      label="In sample"
      hint="The first days rank; the rest shows what became of it."
      value={search.inSample}
      scale={100}
      step={0.05}
      unit="%"
      isInvalid={search.inSample === null}
      onChange={(inSample) => onChange({ ...search, inSample })}
    />
  );
}

function Windows({ search, onChange }: PartProps) {
  return (
    <>
      <NumberField
        label="Train"
        hint="Days that a choice is made on."
        value={search.trainDays}
        unit="days"
        isInvalid={search.trainDays === null}
        onChange={(trainDays) => onChange({ ...search, trainDays })}
      />
      <NumberField
        label="Test"
        hint="Days that it is then traded on."
        value={search.testDays}
        unit="days"
        isInvalid={search.testDays === null}
        onChange={(testDays) => onChange({ ...search, testDays })}
      />
      <SelectField
        label="Choose"
        value={search.choose}
        options={[
          { value: 'plateau', label: 'Plateau' },
          { value: 'peak', label: 'Peak' },
        ]}
        onChange={(choose) => onChange({ ...search, choose })}
      />
    </>
  );
}
