/** A panel that was behind another takes a few frames to be there. */
const MOST_FRAMES = 60;
const SHOWN_FOR_MS = 2_500;

/** Outlines a control for a moment, as soon as it is on the screen: where to press next. */
export function pointAt(selector: string, framesLeft = MOST_FRAMES): void {
  const element = document.querySelector(selector);
  if (element === null && framesLeft > 0) requestAnimationFrame(() => pointAt(selector, framesLeft - 1));
  element?.scrollIntoView({ block: 'nearest' });
  const outline = { outline: '2px solid var(--accent)', outlineOffset: '2px' };
  element?.animate([outline, outline], SHOWN_FOR_MS);
}
