import { useUi } from '../store/ui';

const LIT_FOR_MS = 320;

/**
 * Elements that are lit, and since when. They are put out all at once, with others that are lit where that comes soon: each
 * on its own, hundreds of CSS animations among them, would cost a frame more.
 */
const lit = new Map<HTMLElement, number>();
let sweeper: ReturnType<typeof setTimeout> | undefined;
let sweptAt = 0;

function light(element: HTMLElement, direction: 'up' | 'down'): void {
  const now = performance.now();
  element.dataset['flash'] = direction;
  lit.set(element, now);
  if (now - sweptAt > LIT_FOR_MS / 2) sweep();
  else sweeper ??= setTimeout(sweep, LIT_FOR_MS);
}

function sweep(): void {
  sweptAt = performance.now();
  for (const [element, since] of lit) {
    if (since > sweptAt - LIT_FOR_MS) continue;
    delete element.dataset['flash'];
    lit.delete(element);
  }
  clearTimeout(sweeper);
  sweeper = lit.size > 0 ? setTimeout(sweep, LIT_FOR_MS) : undefined;
}

const reducedMotion = typeof matchMedia === 'function' ? matchMedia('(prefers-reduced-motion: reduce)') : null;

/** Lights an element briefly when its number has changed, unless the person or their system wants no motion. */
export function flash(element: HTMLElement, before: number | null | undefined, value: number | null | undefined): void {
  if (typeof before !== 'number' || typeof value !== 'number' || before === value) return;
  if (reducedMotion?.matches === true || !useUi.getState().isFlashing) return;
  light(element, value > before ? 'up' : 'down');
}
