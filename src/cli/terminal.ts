import type { Terminal } from '../app/output-targets.ts';

/** Where there is no terminal (a pipe, a file) long sentences stay on one line, for grep. */
const WIDE = 10_000;

/** Standard output as reports see it. */
export function terminalOf({ color }: { readonly color: boolean }): Terminal {
  return { color: color && wantsColor(), width: process.stdout.columns || WIDE };
}

/** https://no-color.org */
function wantsColor(): boolean {
  return process.stdout.isTTY && !process.env['NO_COLOR'];
}
