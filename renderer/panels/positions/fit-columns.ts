/** What a table that is too wide leaves out, the least urgent first; what stays needs no sideways scrolling to its Exit. */
const LEFT_OUT = ['realised', 'vega', 'target', 'theta', 'delta', 'average'] as const;

/**
 * Keeps a table as wide as its panel by naming the columns to leave out in `data-without`. A rule for the panel's width
 * alone would do for usual figures and hide the way out behind those in crores. Figures change their widths with every price, so
 * what was left out comes back only with another width of the panel. Until then a column that has become wider stays so, too:
 * rows out of sight take no part in the layout, and no column may move because they come or go. For a ref; returns how to stop.
 */
export function fitColumns(table: HTMLTableElement | null): (() => void) | undefined {
  const scroller = table?.parentElement;
  if (!table || !scroller) return undefined;
  const headers = [...table.querySelectorAll<HTMLElement>('thead th')];
  let width = 0;
  let leftOut = 0;
  const isTooWide = () => scroller.scrollWidth > scroller.clientWidth && leftOut < LEFT_OUT.length;
  const leaveOut = (count: number) => {
    leftOut = count;
    table.dataset['without'] = LEFT_OUT.slice(0, count).join(' ');
    release(headers);
  };
  const observer = new ResizeObserver(() => {
    const isOther = scroller.clientWidth !== width;
    if (isOther) {
      width = scroller.clientWidth;
      table.dataset['whole'] = '';
      leaveOut(0);
    }
    while (isTooWide()) leaveOut(leftOut + 1);
    keep(headers);
    if (isOther) delete table.dataset['whole'];
  });
  for (const element of [scroller, ...headers]) observer.observe(element);
  return () => observer.disconnect();
}

function release(headers: readonly HTMLElement[]): void {
  for (const header of headers) header.style.minWidth = '';
}

/** In heights of the type, which the person may change. The first column has what the others leave. */
function keep([first, ...others]: readonly HTMLElement[]): void {
  if (!first) return;
  const type = Number.parseFloat(getComputedStyle(first).fontSize);
  const widths = others.map((header) => header.getBoundingClientRect().width / type);
  for (const [index, header] of others.entries()) {
    const width = widths[index] ?? 0;
    // Less than a pixel is how the layout rounds.
    if (width > (Number.parseFloat(header.style.minWidth) || 0) + 1 / type) header.style.minWidth = `${width}em`;
  }
}
