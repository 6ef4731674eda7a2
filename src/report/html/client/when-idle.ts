/** Milliseconds of work at once. */
const AT_ONCE = 5;
/** Milliseconds after which a reader who never pauses has to share. */
const PATIENCE = 25;

/**
 * Work that nobody asked for yet, a piece at a time until it says `false`: when the browser has nothing to do for the
 * reader, so that it seldom stands between a click and the frame that answers it. Safari does not tell.
 * https://developer.mozilla.org/en-US/docs/Web/API/Window/requestIdleCallback
 */
export function whenIdle(work: () => boolean): void {
  const workOn = (): void => {
    const until = performance.now() + AT_ONCE;
    while (performance.now() < until) if (!work()) return;
    whenIdle(work);
  };
  if (typeof requestIdleCallback === 'function') requestIdleCallback(workOn, { timeout: PATIENCE });
  else setTimeout(workOn, AT_ONCE);
}
