import type { EpochMs } from '#shared/domain/units';

/** A chart that shows where another one is pointed at. */
interface Pointed {
  pointAt(at: EpochMs | null): void;
}

/** Charts whose crosshairs stand at the same moment, whatever instrument and interval each of them shows. */
export class CrosshairLink {
  private readonly charts = new Set<Pointed>();
  private source: Pointed | null = null;

  join(chart: Pointed): () => void {
    this.charts.add(chart);
    return () => {
      this.charts.delete(chart);
      this.tell(chart, null);
    };
  }

  /** A person points at a moment on `source`, or no longer does: null, which counts only from whom was pointed at last. */
  tell(source: Pointed, at: EpochMs | null): void {
    if (at === null && this.source !== source) return;
    this.source = at === null ? null : source;
    for (const chart of this.charts) if (chart !== source) chart.pointAt(at);
  }
}
