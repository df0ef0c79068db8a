/** Whether an element can be seen at all: in a tab behind another it has no size. */
export class Sight {
  isSeen = true;
  private readonly observer: ResizeObserver;

  constructor(element: HTMLElement, onSeen: () => void) {
    this.observer = new ResizeObserver((entries) => {
      const { width = 0, height = 0 } = entries.at(-1)?.contentRect ?? {};
      const wasSeen = this.isSeen;
      this.isSeen = width > 0 && height > 0;
      if (this.isSeen && !wasSeen) onSeen();
    });
    this.observer.observe(element);
  }

  dispose(): void {
    this.observer.disconnect();
  }
}
