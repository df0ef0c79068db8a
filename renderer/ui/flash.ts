import { useUi } from '../store/ui';

const LIT_FOR_MS = 320;
const SWEEP_EVERY_MS = 110;

/** Elements that are lit, and since when. One timer puts all of them out: hundreds of CSS animations would cost a paint each frame. */
const lit = new Map<HTMLElement, number>();
let sweeper: ReturnType<typeof setInterval> | undefined;

function light(element: HTMLElement, direction: 'up' | 'down'): void {
  element.dataset['flash'] = direction;
  lit.set(element, performance.now());
  sweeper ??= setInterval(sweep, SWEEP_EVERY_MS);
}

function sweep(): void {
  const before = performance.now() - LIT_FOR_MS;
  for (const [element, since] of lit) {
    if (since > before) continue;
    delete element.dataset['flash'];
    lit.delete(element);
  }
  if (lit.size > 0) return;
  clearInterval(sweeper);
  sweeper = undefined;
}

const reducedMotion = typeof matchMedia === 'function' ? matchMedia('(prefers-reduced-motion: reduce)') : null;

/** Lights an element briefly when its number has changed, unless the person or their system wants no motion. */
export function flash(element: HTMLElement, before: number | null | undefined, value: number | null | undefined): void {
  if (typeof before !== 'number' || typeof value !== 'number' || before === value) return;
  if (reducedMotion?.matches === true || !useUi.getState().isFlashing) return;
  light(element, value > before ? 'up' : 'down');
}
