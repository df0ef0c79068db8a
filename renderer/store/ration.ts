/** Does what is due, and answers whether that changed the page. */
export type Piece = () => boolean;

/**
 * Spreads changes of the page over turns: so many in each, and those that have waited longest first. One that is asked for
 * again while it waits is made once. What a turn costs is bounded that way, however much changes at the same moment.
 */
export class Ration {
  private readonly perTurn: number;
  private readonly waiting = new Set<Piece>();

  constructor(perTurn: number) {
    this.perTurn = perTurn;
  }

  take(piece: Piece): void {
    this.waiting.add(piece);
  }

  /** For who goes away. */
  leave(piece: Piece): void {
    this.waiting.delete(piece);
  }

  /** One turn. */
  spend(): void {
    let left = this.perTurn;
    for (const piece of this.waiting) {
      if (left === 0) break;
      this.waiting.delete(piece);
      if (piece()) left -= 1;
    }
  }
}
