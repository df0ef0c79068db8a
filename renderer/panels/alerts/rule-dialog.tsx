import { useState } from 'react';
import { describeWatch, type Names } from '#shared/domain/alert-words';
import { symbolOf } from '#shared/domain/words';
import type { InstrumentId } from '#shared/domain/instrument';
import type { AlertView } from '#shared/ipc/alerts';
import { askQuietly } from '../../store/ask';
import { deskNow } from '../../store/desk';
import { useUi } from '../../store/ui';
import { Button } from '../../ui/button';
import { Dialog } from '../../ui/dialog';
import { Said, useSaid } from '../../ui/said';
import { RuleForm } from './rule-form';
import { draftOf, newDraft, ruleOf, watchOf, type RuleDraft } from './rule-draft';

interface RuleDialogProps {
  /** Null makes a new one. */
  readonly rule: AlertView | null;
  readonly onClose: () => void;
  readonly onSaved: () => void;
}

export function RuleDialog({ rule, onClose, onSaved }: RuleDialogProps) {
  const [draft, setDraft] = useState<RuleDraft>(() => (rule === null ? newDraftHere() : draftOf(rule, namesOf(null))));
  const { saying, failed } = useSaid();
  const names = namesOf(draft);
  const wanted = ruleOf(draft, names);
  const watch = watchOf(draft);
  const save = async () => {
    if (wanted === null) return;
    const { problem } = await askQuietly('alerts.save', wanted);
    if (problem !== null) return failed(problem);
    onSaved();
    onClose();
  };
  const footer = (
    <>
      <Button tone="ghost" onPress={onClose}>
        Cancel
      </Button>
      <Button tone="primary" disabled={wanted === null} onPress={save}>
        {rule === null ? 'Add alert' : 'Save'}
      </Button>
    </>
  );
  return (
    <Dialog
      title={rule === null ? 'Add an alert' : `Change ${rule.name}`}
      description={watch === null ? 'Choose what to watch, and its level.' : `${describeWatch(watch, names)}.`}
      onClose={onClose}
      footer={footer}
    >
      <RuleForm draft={draft} onChange={setDraft} />
      <Said saying={saying} />
    </Dialog>
  );
}

/** Begins with the underlying that is looked at. */
function newDraftHere(): RuleDraft {
  const { underlyings } = deskNow().desk.desk;
  const { underlying } = useUi.getState();
  const shown = underlyings.find(({ name }) => name === underlying) ?? underlyings[0];
  if (!shown) return newDraft('');
  return newDraft(shown.name, { id: shown.spot, name: namesOf(null).instrument(shown.spot) });
}

/** The names that the desk's tables and the draft know. */
function namesOf(draft: RuleDraft | null): Names {
  const { quotes, instances } = deskNow();
  return {
    instrument: (id) =>
      // An id of a draft or a rule is what an instrument's id was when it was chosen.
      draft?.instrument?.id === id ? draft.instrument.name : (quotes[id]?.name ?? symbolOf(id as InstrumentId)),
    instance: (id) => instances[id]?.name ?? 'a strategy that was removed',
  };
}
