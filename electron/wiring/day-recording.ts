import { join } from 'node:path';
import { createDataDesk, type DataDesk, type DataDeskSetup } from '#electron/recording/data-desk';
import { startHousekeeping } from '#electron/recording/housekeeper';
import { retentionOf } from '#electron/recording/housekeeping';
import { openRecorder, type Recorder, type RecorderSetup } from '#electron/recording/recorder';
import { MINUTE } from '#shared/domain/time';
import type { Surroundings } from './surroundings';

type Day = Pick<RecorderSetup, 'directory' | 'date' | 'book' | 'catalogue' | 'clock'>;

/** The recordings of a mode, and the candles that all modes share. */
export function openDataDesk(
  day: Pick<DataDeskSetup, 'mode' | 'directory' | 'date' | 'clock' | 'history'>,
  { folder, settings, now }: Surroundings,
): DataDesk {
  const historyFolder = settings.get().history.folder ?? join(folder.root, 'data', 'history');
  return createDataDesk({ ...day, historyFolder, retention: () => settings.get().recording, now });
}

/** Once the desk has settled: compacting takes a core for a while. */
const TIDY_AFTER = MINUTE;

/** Records a day, and tidies up the days before it meanwhile. */
export async function recordDay(
  day: Day,
  { now, log, settings }: Surroundings,
  onFault: (message: string) => void,
): Promise<Recorder> {
  const recorder = await openRecorder({ ...day, now, onFault });
  let stop = (): Promise<unknown> => Promise.resolve();
  const tidying = setTimeout(() => {
    const work = { directory: day.directory, today: day.date, retention: retentionOf(settings.get().recording) };
    stop = startHousekeeping(work, {
      onDone: (kept) => log.info(kept, 'Recordings tidied'),
      onFailed: (message) => log.warn({ message }, 'Recordings could not be tidied'),
    });
  }, TIDY_AFTER);
  tidying.unref();
  return {
    ...recorder,
    async close() {
      clearTimeout(tidying);
      await stop();
      await recorder.close();
    },
  };
}
