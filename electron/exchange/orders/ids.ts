import type { IstDate } from '#shared/domain/time';

/** Hands out ids from one counter that is saved with the book, so no id comes twice, not even after a restart. */
export class IdSource {
  #next: number;

  constructor(next: number) {
    this.#next = next;
  }

  get next(): number {
    return this.#next;
  }

  orderId(date: IstDate): string {
    return `1${date.replaceAll('-', '')}${this.#digits(10)}`;
  }

  exchangeOrderId(): string {
    return `13${this.#digits(14)}`;
  }

  tradeId(): string {
    return this.#digits(8);
  }

  #digits(count: number): string {
    const digits = String(this.#next).padStart(count, '0');
    this.#next += 1;
    return digits;
  }
}
