/** A template of several lines as it stands in the source, without the indentation that its lines share. */
export function dedented(text: string): string {
  const lines = text.replace(/^\n/, '').trimEnd().split('\n');
  const shared = Math.min(...lines.filter((line) => line !== '').map((line) => line.search(/\S/)));
  return lines.map((line) => line.slice(shared)).join('\n');
}
