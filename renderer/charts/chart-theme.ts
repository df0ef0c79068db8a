import { ColorType, CrosshairMode, LineStyle, type ChartOptionsBase, type DeepPartial } from 'lightweight-charts';

const COLOURS = {
  background: '--chart-background',
  grid: '--chart-grid',
  text: '--chart-text',
  border: '--border',
  crosshair: '--chart-crosshair',
  label: '--surface-4',
  up: '--chart-up',
  down: '--chart-down',
  upVolume: '--chart-up-volume',
  downVolume: '--chart-down-volume',
  oi: '--chart-oi',
  line1: '--chart-line-1',
  line2: '--chart-line-2',
  line3: '--chart-line-3',
  support: '--chart-support',
  resistance: '--chart-resistance',
  gain: '--gain',
  gainSoft: '--gain-soft',
  loss: '--loss',
  lossSoft: '--loss-soft',
  call: '--ce',
  put: '--pe',
  atm: '--atm',
  accent: '--accent',
  neutral: '--text-3',
} as const;

export type ChartColour = keyof typeof COLOURS;

/** The page's design tokens as a canvas needs them: resolved, because it knows no CSS variables. */
export interface ChartTheme {
  readonly colours: Readonly<Record<ChartColour, string>>;
  readonly font: string;
  /** Pixels. */
  readonly fontSize: number;
}

export function readChartTheme(): ChartTheme {
  const style = getComputedStyle(document.documentElement);
  const colours = Object.fromEntries(
    Object.entries(COLOURS).map(([name, variable]) => [name, style.getPropertyValue(variable).trim()]),
  );
  return {
    // Made from the table above, so every colour is there.
    colours: colours as Record<ChartColour, string>,
    font: style.getPropertyValue('--font').trim(),
    fontSize: Number.parseFloat(style.getPropertyValue('--font-size')) - 1,
  };
}

/** Tells when theme or font size changed: both live on the root element. Returns how to stop. */
export function onChartThemeChange(listener: (theme: ChartTheme) => void): () => void {
  const observer = new MutationObserver(() => listener(readChartTheme()));
  observer.observe(document.documentElement, { attributeFilter: ['data-theme', 'style', 'class'] });
  return () => observer.disconnect();
}

/** What every chart of the desk has in common. */
export function commonOptions({ colours, font, fontSize }: ChartTheme): DeepPartial<ChartOptionsBase> {
  const line = {
    color: colours.crosshair,
    style: LineStyle.Dashed,
    width: 1,
    labelBackgroundColor: colours.label,
  } as const;
  return {
    autoSize: true,
    layout: {
      background: { type: ColorType.Solid, color: colours.background },
      textColor: colours.text,
      fontFamily: font,
      fontSize,
      // The licence asks for one visible link to TradingView: the candle chart carries it for all of them.
      attributionLogo: false,
      panes: { separatorColor: colours.border, separatorHoverColor: colours.grid },
    },
    grid: { vertLines: { color: colours.grid }, horzLines: { color: colours.grid } },
    crosshair: { mode: CrosshairMode.Normal, vertLine: line, horzLine: line },
    rightPriceScale: { borderColor: colours.border, scaleMargins: { top: 0.08, bottom: 0.08 } },
    timeScale: { borderColor: colours.border },
  };
}
