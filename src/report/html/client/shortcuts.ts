/** Keys by what they do. Escape is none of the single keys that can be turned off. */
export type Shortcuts = Readonly<Record<string, () => void>>;

/** Single keys are left to whoever types, and to the browser when a modifier is held. */
export function listenForShortcuts(shortcuts: Shortcuts, areOn: () => boolean): void {
  addEventListener('keydown', (event) => {
    if (event.defaultPrevented || event.altKey || event.ctrlKey || event.metaKey) return;
    const act = Object.hasOwn(shortcuts, event.key) ? shortcuts[event.key] : undefined;
    if (!act || document.querySelector('dialog[open]')) return;
    if (event.key !== 'Escape' && (!areOn() || isTyping(event.target))) return;
    event.preventDefault();
    act();
  });
}

function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  return target.matches('textarea, select, input:not([type="checkbox"])');
}
