/** One word of a shell in single quotes, which bash, zsh and POSIX shells read alike. */
export function singleQuoted(text: string): string {
  return `'${text.replaceAll("'", String.raw`'\''`)}'`;
}

/** A help text as a hint beside a candidate: its first clause. */
export function hint(description: string): string {
  const first = description.split(/; |\. /)[0] ?? '';
  return first.replace(/\s+/g, ' ').trim();
}
