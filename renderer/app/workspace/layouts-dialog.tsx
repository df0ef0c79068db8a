import { Trash2 } from 'lucide-react';
import { useState } from 'react';
import { Button, IconButton } from '../../ui/button';
import { Dialog } from '../../ui/dialog';
import { TextField } from '../../ui/field';
import { applyPreset, applySaved, saveLayout } from './dock';
import styles from './layouts-dialog.module.css';
import { closeLayouts, useLayoutsDialog } from './layouts-state';
import { PRESETS } from './presets';
import { deleteLayout, layoutNamed, nameProblem, useSavedLayouts } from './saved-layouts';

/** The desk's own layouts and a person's: to take one, to save what is shown, to delete one. */
export function LayoutsDialog() {
  const isOpen = useLayoutsDialog((dialog) => dialog.isOpen);
  return isOpen ? <Layouts /> : null;
}

function Layouts() {
  const layouts = useSavedLayouts((saved) => saved.layouts);
  const take = (apply: () => void) => () => {
    closeLayouts();
    apply();
  };
  return (
    <Dialog title="Layouts" size="small" onClose={closeLayouts}>
      <SaveForm />
      <ul className={styles.list} aria-label="Saved layouts">
        {layouts.map(({ name }) => (
          <li key={name}>
            <Button tone="ghost" className={styles.name} title={name} onPress={take(() => applySaved(name))}>
              {name}
            </Button>
            <IconButton label={`Delete ${name}`} icon={<Trash2 size={13} />} onPress={() => deleteLayout(name)} />
          </li>
        ))}
      </ul>
      <ul className={styles.list} aria-label="The desk's own layouts">
        {PRESETS.map(({ name, about }) => (
          <li key={name}>
            <Button tone="ghost" className={styles.name} onPress={take(() => applyPreset(name))}>
              {name} <span className={styles.about}>{about}</span>
            </Button>
          </li>
        ))}
      </ul>
    </Dialog>
  );
}

const OWN_NAMES = PRESETS.map(({ name }) => name);

function SaveForm() {
  const [name, setName] = useState('');
  const [isTried, setTried] = useState(false);
  const isKnown = useSavedLayouts(({ layouts }) => layoutNamed(layouts, name) !== undefined);
  const problem = nameProblem(name, OWN_NAMES);
  const isWrong = problem !== null && (isTried || name.trim() !== '');
  const save = () => {
    setTried(true);
    if (problem !== null) return;
    saveLayout(name.trim());
    closeLayouts();
  };
  return (
    <form
      className={styles.save}
      onSubmit={(event) => {
        event.preventDefault();
        save();
      }}
    >
      <TextField
        label="Save what is shown as"
        hint={
          isKnown ? 'Replaces the layout of that name.' : 'Panels, their sizes, and the charts with what they show.'
        }
        error={isWrong ? problem : null}
        value={name}
        placeholder="Expiry day"
        onChange={setName}
      />
      <Button tone="primary" type="submit">
        {isKnown ? 'Replace' : 'Save'}
      </Button>
    </form>
  );
}
