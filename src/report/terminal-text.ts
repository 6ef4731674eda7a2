/** Under a severity's name. */
export const INDENT = ' '.repeat(11);

/** Words on as many lines as they need, indented; a word longer than a line stands whole. */
export function wrapped(text: string, width: number, indent: string = INDENT): string {
  const room = Math.max(40, width - indent.length);
  const lines: string[] = [];
  let current = '';
  for (const word of text.split(' ')) {
    if (current !== '' && current.length + 1 + word.length > room) {
      lines.push(current);
      current = word;
    } else current = current === '' ? word : `${current} ${word}`;
  }
  return [...lines, current].map((each) => `${indent}${each}`).join('\n');
}

export function number(value: number): string {
  return value.toLocaleString('en-US');
}

export function count(value: number, noun: string): string {
  return `${number(value)} ${noun}${value === 1 ? '' : 's'}`;
}
