import { HOSTILE, printable } from '../printable.ts';

/** For text and attribute values alike; what could turn or hide the text around it is shown as its code. */
export function escapeHtml(text: string): string {
  return printable(text).replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}

/**
 * JSON that can stand in a script element: no `</script>`, no `<!--`. Hostile characters are shown as their code to
 * whoever reads the page.
 */
export function jsonForScript(value: unknown): string {
  return JSON.stringify(value)
    .replace(HOSTILE, (character) => `\\${printable(character)}`)
    .replace(/[<>&]/g, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
