import { create } from 'zustand';
import { persist } from 'zustand/middleware';
import { DEFAULT_COLUMNS, type ColumnId } from './columns';

interface ChainSettings {
  readonly columns: readonly ColumnId[];
  readonly toggleColumn: (id: ColumnId) => void;
  readonly resetColumns: () => void;
}

/** Which columns a person wants in the chain; remembered between sessions. */
export const useChainSettings = create<ChainSettings>()(
  persist(
    (set) => ({
      columns: DEFAULT_COLUMNS,
      toggleColumn: (id) =>
        set(({ columns }) => ({
          columns: columns.includes(id) ? columns.filter((each) => each !== id) : [...columns, id],
        })),
      resetColumns: () => set({ columns: DEFAULT_COLUMNS }),
    }),
    { name: 'kitedesk.chain', version: 1 },
  ),
);
