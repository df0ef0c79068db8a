/** What a table that is too wide leaves out, the least urgent first; what stays needs no sideways scrolling to its Exit. */
const LEFT_OUT = ['realised', 'vega', 'target', 'theta', 'delta', 'average'] as const;

/**
 * Keeps a table as wide as its panel by naming the columns to leave out in `data-without`. A rule for the panel's width
 * alone would do for usual figures and hide the way out behind those in crores. Figures change their widths with every price, so
 * what was left out comes back only with another width of the panel. For a ref; returns how to stop.
 */
export function fitColumns(table: HTMLTableElement | null): (() => void) | undefined {
  const scroller = table?.parentElement;
  if (!table || !scroller) return undefined;
  let width = 0;
  let leftOut = 0;
  const isTooWide = () => scroller.scrollWidth > scroller.clientWidth && leftOut < LEFT_OUT.length;
  const leaveOut = (count: number) => {
    leftOut = count;
    table.dataset['without'] = LEFT_OUT.slice(0, count).join(' ');
  };
  const observer = new ResizeObserver(() => {
    if (scroller.clientWidth !== width) {
      width = scroller.clientWidth;
      leaveOut(0);
    }
    while (isTooWide()) leaveOut(leftOut + 1);
  });
  for (const element of [scroller, ...table.querySelectorAll('thead th')]) observer.observe(element);
  return () => observer.disconnect();
}
