import { hclInQuotes } from '../practices/fix/hcl-string.ts';

/** An expression that stands as it is, where other values are written as HCL's literals. */
export class Expression {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

/** A block within a block, which takes no equals sign. */
export class Nested {
  readonly body: object;

  constructor(body: object) {
    this.body = body;
  }
}

/** `resource "aws_iam_policy" "name" { … }` */
export function block(type: string, labels: readonly string[], body: object): string {
  return `${[type, ...labels.map((each) => `"${each}"`)].join(' ')} {\n${members(body, '  ')}}\n`;
}

function members(body: object, indent: string): string {
  const entries = Object.entries(body).map(([name, value]) =>
    value instanceof Nested
      ? { name, text: ` {\n${members(value.body, `${indent}  `)}${indent}}`, isBlock: true }
      : { name, text: literal(value, indent), isBlock: false },
  );
  return assignments(entries, indent);
}

interface Entry {
  readonly name: string;
  readonly text: string;
  readonly isBlock?: boolean;
}

/** As `terraform fmt` would have it: the equals signs of neighbouring one-line values stand below each other. */
function assignments(entries: readonly Entry[], indent: string): string {
  const lines: string[] = [];
  for (const [index, { name, text, isBlock = false }] of entries.entries()) {
    const padded = isLong(entries[index]) ? name : name.padEnd(widthOfGroup(entries, index));
    lines.push(isBlock ? `${indent}${name}${text}\n` : `${indent}${padded} = ${text}\n`);
  }
  return lines.join('');
}

/** The longest name among the one-line values around that one. */
function widthOfGroup(entries: readonly Entry[], index: number): number {
  let start = index;
  while (start > 0 && !isLong(entries[start - 1])) start--;
  let end = index;
  while (end < entries.length && !isLong(entries[end])) end++;
  return Math.max(...entries.slice(start, end).map((each) => each.name.length));
}

function isLong(entry: Entry | undefined): boolean {
  return entry === undefined || entry.text.includes('\n');
}

/** A document as an argument of JSON. */
export function encoded(document: object): Expression {
  return new Expression(`jsonencode(${literal(document, '  ')})`);
}

/** https://developer.hashicorp.com/terraform/language/expressions/types */
function literal(value: unknown, indent: string): string {
  if (value instanceof Expression) return value.text;
  if (typeof value === 'string') return `"${hclInQuotes(value)}"`;
  if (typeof value !== 'object' || value === null) return String(value);
  const deeper = `${indent}  `;
  if (Array.isArray(value))
    return `[\n${value.map((each) => `${deeper}${literal(each, deeper)},\n`).join('')}${indent}]`;
  const entries = Object.entries(value).map(([key, each]) => ({
    name: `"${hclInQuotes(key)}"`,
    text: literal(each, deeper),
  }));
  return `{\n${assignments(entries, deeper)}${indent}}`;
}
