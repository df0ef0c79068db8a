/** Does what is due, and answers whether that changed the page. */
export type Piece = () => boolean;

/**
 * Spreads changes of the page over frames: so many in each, and those that have waited longest first. One that is asked for
 * again while it waits is made once. What a frame costs is bounded that way, however much changes at the same moment.
 */
export class Ration {
  private readonly perFrame: number;
  private readonly nextFrame: (run: () => void) => void;
  private readonly waiting = new Set<Piece>();
  private isComing = false;

  constructor(perFrame: number, nextFrame: (run: () => void) => void) {
    this.perFrame = perFrame;
    this.nextFrame = nextFrame;
  }

  take(piece: Piece): void {
    this.waiting.add(piece);
    this.come();
  }

  /** For who goes away. */
  leave(piece: Piece): void {
    this.waiting.delete(piece);
  }

  private come(): void {
    if (this.isComing) return;
    this.isComing = true;
    this.nextFrame(this.spend);
  }

  private readonly spend = (): void => {
    this.isComing = false;
    let left = this.perFrame;
    for (const piece of this.waiting) {
      if (left === 0) break;
      this.waiting.delete(piece);
      if (piece()) left -= 1;
    }
    if (this.waiting.size > 0) this.come();
  };
}
