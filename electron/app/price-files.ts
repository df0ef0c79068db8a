import { dialog, type BrowserWindow } from 'electron';

/** Lets the person choose files of recorded prices; none when the dialog was closed. */
export async function choosePriceFiles(window: BrowserWindow | null): Promise<readonly string[]> {
  const options = {
    title: 'Choose recorded prices',
    buttonLabel: 'Choose',
    properties: ['openFile' as const, 'multiSelections' as const],
    filters: [
      { name: 'Tables of prices', extensions: ['csv', 'gz', 'parquet', 'json', 'txt', 'tsv'] },
      { name: 'All files', extensions: ['*'] },
    ],
  };
  const { filePaths } = await (window ? dialog.showOpenDialog(window, options) : dialog.showOpenDialog(options));
  return filePaths;
}
