import {
  BrowserWindow,
  screen,
  type BrowserWindowConstructorOptions,
  type IpcMainInvokeEvent,
  type Rectangle,
} from 'electron';
import { join } from 'node:path';
import { z } from 'zod';
import { createDocument, type JsonDocument } from '../storage/document';
import { DESK_ORIGIN, DESK_PAGE } from './desk-files';

/** The renderer's background, so that the first frame does not flash. */
const BACKGROUND = '#0b0e14';
const SMALLEST = { width: 1_100, height: 700 };
const FIRST_SIZE = { width: 1_440, height: 900 };
const SAVE_AFTER_MS = 500;

const placement = z.object({
  x: z.number().int(),
  y: z.number().int(),
  width: z.number().int().positive(),
  height: z.number().int().positive(),
  isMaximised: z.boolean(),
});

type Placement = z.output<typeof placement>;

export interface DeskWindowOptions {
  readonly title: string;
  /** The built preload, one CommonJS file. */
  readonly preload: string;
  /** The data folder, where the window's place is remembered. */
  readonly directory: string;
  readonly now: () => number;
}

/** Makes the desk's window where it was last time. It is empty and unseen: only a window that is known is trusted, so the page comes next. */
export async function createDeskWindow(options: DeskWindowOptions): Promise<BrowserWindow> {
  const document = createDocument({
    path: join(options.directory, 'window.json'),
    name: 'the window’s place',
    version: 1,
    schema: placement,
    now: options.now,
    keepsLastGood: false,
  });
  // A lost place is not worth a word: the window opens in the middle.
  const { value: place } = await document.read();
  const window = new BrowserWindow({
    title: options.title,
    ...FIRST_SIZE,
    ...(place && isOnScreen(place) ? { x: place.x, y: place.y, width: place.width, height: place.height } : {}),
    minWidth: SMALLEST.width,
    minHeight: SMALLEST.height,
    backgroundColor: BACKGROUND,
    show: false,
    autoHideMenuBar: true,
    webPreferences: {
      preload: options.preload,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webviewTag: false,
      navigateOnDragDrop: false,
      spellcheck: false,
    },
  });
  if (place?.isMaximised === true) window.maximize();
  window.once('ready-to-show', () => window.show());
  window.on('page-title-updated', (event) => event.preventDefault());
  rememberPlace(window, document);
  return window;
}

/** Loads the page, which is shown once its first frame is drawn. `devServer`: its address; null takes the bundle. */
export function loadDeskPage(window: BrowserWindow, devServer: string | null): Promise<void> {
  return window.loadURL(devServer ?? DESK_PAGE);
}

/** The empty page that a panel moves into when it gets a window of its own. */
const POPOUT_PATH = '/popout.html';

/** Whether an address is that page, of the desk itself. */
export function isPopout(address: string, devServer: string | null): boolean {
  return isWithin(address, devServer ?? DESK_ORIGIN) && URL.parse(address)?.pathname === POPOUT_PATH;
}

/** Its panel lives on in the desk's page, so that it needs no preload, and asks nothing itself. */
export const POPOUT_LOOK: BrowserWindowConstructorOptions = {
  title: 'KiteDesk',
  minWidth: 320,
  minHeight: 240,
  backgroundColor: BACKGROUND,
  autoHideMenuBar: true,
  webPreferences: {
    sandbox: true,
    contextIsolation: true,
    nodeIntegration: false,
    webviewTag: false,
    navigateOnDragDrop: false,
    spellcheck: false,
  },
};

/** Whether a message comes from the desk's own page in the window's main frame, and from nothing that took its place. */
export function isFromDesk(window: BrowserWindow, event: IpcMainInvokeEvent, devServer: string | null): boolean {
  if (window.isDestroyed() || event.sender !== window.webContents) return false;
  const frame = event.senderFrame;
  if (frame === null || frame !== window.webContents.mainFrame) return false;
  return isWithin(frame.url, devServer ?? DESK_ORIGIN);
}

function isWithin(address: string, origin: string): boolean {
  const [url, base] = [URL.parse(address), URL.parse(origin)];
  return url !== null && base !== null && url.protocol === base.protocol && url.host === base.host;
}

/** At least a good part of it must lie on a screen that is plugged in. */
function isOnScreen(place: Rectangle): boolean {
  return screen.getAllDisplays().some(({ workArea }) => {
    const width = Math.min(place.x + place.width, workArea.x + workArea.width) - Math.max(place.x, workArea.x);
    const height = Math.min(place.y + place.height, workArea.y + workArea.height) - Math.max(place.y, workArea.y);
    return width >= 200 && height >= 100;
  });
}

function rememberPlace(window: BrowserWindow, document: JsonDocument<Placement>): void {
  let timer: NodeJS.Timeout | undefined;
  const save = (): void => {
    clearTimeout(timer);
    // Nothing is lost that the person would miss, and the next move tries again.
    document.write({ ...window.getNormalBounds(), isMaximised: window.isMaximized() }).catch(() => undefined);
  };
  const saveSoon = (): void => {
    clearTimeout(timer);
    timer = setTimeout(save, SAVE_AFTER_MS);
  };
  window.on('resize', saveSoon);
  window.on('move', saveSoon);
  window.on('close', save);
}
