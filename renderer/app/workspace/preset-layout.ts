import { Orientation, type SerializedDockview } from 'dockview-react';
import type { Region } from './presets';
import { PANELS, type PanelId } from './registry';

type Node = SerializedDockview['grid']['root'];

interface Size {
  readonly width: number;
  readonly height: number;
}

/** A preset as the dock's own serialized form, for a dock of that size. Rows and columns have to alternate. */
export function presetLayout(layout: Region, size: Size): SerializedDockview {
  if (layout.kind === 'stack') throw new Error('A preset begins with a row or a column');
  return {
    grid: {
      root: nodeOf(layout, size, layout.kind),
      ...size,
      orientation: layout.kind === 'row' ? Orientation.HORIZONTAL : Orientation.VERTICAL,
    },
    panels: Object.fromEntries(
      panelsOf(layout).map((id) => [id, { id, contentComponent: id, title: PANELS[id].title }]),
    ),
  };
}

/** `along` is the direction in which the parent lines its regions up; a node's size is measured along it. */
function nodeOf(region: Region, size: Size, along: 'row' | 'column'): Node {
  const extent = Math.round(along === 'row' ? size.width : size.height);
  if (region.kind === 'stack') {
    const [first = ''] = region.panels;
    return { type: 'leaf', data: { id: `group-${first}`, views: [...region.panels], activeView: first }, size: extent };
  }
  const { kind } = region;
  const data = region.regions.map((child) => nodeOf(child, shareOf(size, child.share, kind), kind));
  return { type: 'branch', data, size: extent };
}

function shareOf({ width, height }: Size, share: number, along: 'row' | 'column'): Size {
  return along === 'row' ? { width: width * share, height } : { width, height: height * share };
}

function panelsOf(region: Region): readonly PanelId[] {
  return region.kind === 'stack' ? region.panels : region.regions.flatMap(panelsOf);
}
