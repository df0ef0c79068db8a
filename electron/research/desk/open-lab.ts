import { join } from 'node:path';
import type { Surroundings } from '#electron/wiring/surroundings';
import { LabDesk } from './lab-desk';
import { labHandlers, type LabHandlers } from './lab-handlers';

export interface OpenLab {
  readonly handlers: LabHandlers;
  /** Ends what runs. */
  close(): void;
}

/** The Lab of a data folder: it belongs to the program, not to a mode. */
export function openLab(
  { folder: { root }, settings, now }: Surroundings,
  chooseFiles: () => Promise<readonly string[]>,
): OpenLab {
  const lab = new LabDesk({ folder: join(root, 'lab', 'runs'), cacheFolder: join(root, 'lab', 'cache'), now });
  return {
    handlers: labHandlers({
      lab,
      dataFolder: root,
      historyFolder: () => settings.get().history.folder ?? join(root, 'data', 'history'),
      exportFolder: join(root, 'exports'),
      chooseFiles,
    }),
    close: () => lab.close(),
  };
}
