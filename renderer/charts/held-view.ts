import type { ITimeScaleApi } from 'lightweight-charts';

interface Resizable {
  timeScale(): Pick<ITimeScaleApi<unknown>, 'subscribeSizeChange'>;
}

/**
 * Keeps a chart showing what it was told to show, through changes of its size and its data, until the person zooms
 * or scrolls. A chart in a tab behind another has no size at first; what it is told then would be lost otherwise.
 */
export class HeldView {
  private readonly container: HTMLElement;
  private show: () => void;
  private isTouched = false;

  constructor(container: HTMLElement, chart: Resizable, show: () => void) {
    this.container = container;
    this.show = show;
    chart.timeScale().subscribeSizeChange(this.refresh);
    container.addEventListener('wheel', this.touch, { passive: true });
    container.addEventListener('pointerdown', this.touch);
  }

  /** Shows this from now on, whatever the person had zoomed to. */
  hold(show: () => void): void {
    this.show = show;
    this.isTouched = false;
    show();
  }

  /** Shows it again, unless the person looks at something else. */
  readonly refresh = (): void => {
    if (!this.isTouched) this.show();
  };

  dispose(): void {
    this.container.removeEventListener('wheel', this.touch);
    this.container.removeEventListener('pointerdown', this.touch);
  }

  private readonly touch = (): void => {
    this.isTouched = true;
  };
}
