/** What a table that is too wide leaves out, the least urgent first; what stays needs no sideways scrolling to its Exit. */
const LEFT_OUT = ['realised', 'vega', 'target', 'theta', 'delta', 'average'] as const;

/**
 * Keeps a table as wide as its panel by naming the columns to leave out in `data-without`. A rule for the panel's width
 * alone would do for usual figures and hide the way out behind those in crores. For a ref; returns how to stop.
 */
export function fitColumns(table: HTMLTableElement | null): (() => void) | undefined {
  const scroller = table?.parentElement;
  if (!table || !scroller) return undefined;
  let known = '';
  const heads = [...table.querySelectorAll('thead th')];
  const widths = () => [table.clientWidth, ...heads.map((head) => head.clientWidth)].join();
  const observer = new ResizeObserver(() => {
    // What was left out changed the widths too.
    if (widths() === known) return;
    for (let count = 0; count <= LEFT_OUT.length; count += 1) {
      table.dataset['without'] = LEFT_OUT.slice(0, count).join(' ');
      if (scroller.scrollWidth <= scroller.clientWidth) break;
    }
    known = widths();
  });
  for (const element of [table, ...heads]) observer.observe(element);
  return () => observer.disconnect();
}
