import { Columns3 } from 'lucide-react';
import { useUi } from '../../store/ui';
import { CheckMenu, type CheckItem } from '../../ui/check-menu';
import { useChainSettings } from './chain-settings';
import { COLUMNS, FIXED_COLUMNS, type ChainColumn, type ColumnId } from './columns';

/** Chooses what the chain shows. Says which of the chosen columns the panel has no room for now. */
export function ColumnMenu({ shown }: { readonly shown: ReadonlySet<ColumnId> }) {
  const { columns, toggleColumn, resetColumns } = useChainSettings();
  const { isFlashing, setFlashing } = useUi();
  const item = ({ id, label, title }: ChainColumn): CheckItem => {
    const isChecked = columns.includes(id);
    const noRoom = isChecked && !shown.has(id) ? { note: 'no room' } : {};
    return { label, title, isChecked, isDisabled: FIXED_COLUMNS.has(id), onToggle: () => toggleColumn(id), ...noRoom };
  };
  const flashing = { label: 'Light up changes', isChecked: isFlashing, onToggle: () => setFlashing(!isFlashing) };
  return (
    <CheckMenu
      label="Columns"
      icon={<Columns3 size={14} />}
      groups={[COLUMNS.map(item), [flashing]]}
      action={{ label: 'Standard columns', onSelect: resetColumns }}
    />
  );
}
