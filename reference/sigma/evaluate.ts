import { correspondsToWildcards } from './wildcard.ts';

/** A rule as its YAML says it, and an event as CloudTrail's JSON says it. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };
export type JsonMap = { readonly [key: string]: Json };

/** Whether the rule's detection is true of the event, read off the specification, one value at a time. */
export function isDetected(detection: JsonMap, event: JsonMap): boolean {
  const condition = detection['condition'] ?? '';
  const conditions = Array.isArray(condition) ? condition : [condition];
  return conditions.some((each) => holds(textOf(each), detection, event));
}

function holds(condition: string, detection: JsonMap, event: JsonMap): boolean {
  const names = Object.keys(detection).filter((each) => each !== 'condition');
  const answer = (name: string): boolean => isSelected(detection[name] ?? null, event);
  // "1 of …" and "all of …" first, then names, then the words: what is left is JavaScript's own logic.
  const answered = condition
    .replace(/\b(1|any|all) of (\S+?)(?=\)|\s|$)/gi, (_all, quantity: string, pattern: string) => {
      const of = names.filter((name) =>
        pattern.toLowerCase() === 'them' ? !name.startsWith('_') : correspondsToWildcards(name, pattern),
      );
      return String(quantity.toLowerCase() === 'all' ? of.every(answer) : of.some(answer)).toUpperCase();
    })
    .replace(/[A-Za-z_]\w*/g, (word) => {
      if (word === 'TRUE' || word === 'FALSE') return word;
      const operator = { and: '&', or: '|', not: '!' }[word.toLowerCase()];
      return operator ?? String(answer(word)).toUpperCase();
    });
  return truth(answered.replace(/\s+/g, ''));
}

/** Rewrites the innermost part until a word is left: not, then and, then or, then the parentheses. */
function truth(text: string): boolean {
  let now = text.replaceAll('TRUE', '1').replaceAll('FALSE', '0');
  for (let before = ''; before !== now; ) {
    before = now;
    now = now.replace('!1', '0').replace('!0', '1');
    if (before !== now) continue;
    now = now.replace(/([01])&([01])/, (_all, a: string, b: string) => (a === '1' && b === '1' ? '1' : '0'));
    if (before !== now) continue;
    now = now.replace(
      /(^|[(|])([01])\|([01])(?=$|[)|])/,
      (_all, start: string, a: string, b: string) => `${start}${a === '1' || b === '1' ? '1' : '0'}`,
    );
    if (before !== now) continue;
    now = now.replace(/\(([01])\)/, '$1');
  }
  if (now !== '1' && now !== '0') throw new Error(`no truth value: ${text}`);
  return now === '1';
}

function isSelected(selection: Json, event: JsonMap): boolean {
  if (Array.isArray(selection))
    return selection.some((each: Json) => (isMap(each) ? isWhole(each, event) : hasKeyword(each, [], event)));
  return isMap(selection) ? isWhole(selection, event) : hasKeyword(selection, [], event);
}

function isWhole(fields: JsonMap, event: JsonMap): boolean {
  return Object.entries(fields).every(([key, value]) => isItem(key, value, event));
}

function isItem(key: string, value: Json, event: JsonMap): boolean {
  const [name = '', ...modifiers] = key.split('|');
  const values: readonly Json[] = Array.isArray(value) ? value : [value];
  const one = (each: Json): boolean =>
    name === '' ? hasKeyword(each, modifiers, event) : isValue(name, modifiers, each, event);
  const all = modifiers.includes('all') ? values.every(one) : values.some(one);
  return modifiers.includes('neq') ? !all : all;
}

function hasKeyword(keyword: Json, modifiers: readonly string[], event: JsonMap): boolean {
  return wholeTexts(event).some((text) => isMatch(text, modifiers, keyword, true));
}

function isValue(name: string, modifiers: readonly string[], value: Json, event: JsonMap): boolean {
  const nodes = nodesAt(name, event);
  if (modifiers.includes('exists')) return (value === true) === isThere(name, nodes);
  const texts = textsOf(nodes);
  if (value === null) return texts.length === 0;
  if (modifiers.includes('fieldref')) {
    const others = new Set(textsOf(nodesAt(textOf(value), event)).map(folded));
    return texts.some((each) => others.has(folded(each)));
  }
  return texts.some((text) => isMatch(text, modifiers, value, false));
}

/** What is null in the record itself is not there in the table. */
function isThere(name: string, nodes: readonly Json[]): boolean {
  const isTop = !name.includes('.') || (name.startsWith('userIdentity.') && name.split('.').length === 2);
  return isTop ? nodes.some((each) => each !== null) : nodes.length > 0;
}

/** Through lists, one in another taken apart once. */
function nodesAt(name: string, event: JsonMap): readonly Json[] {
  let nodes: readonly Json[] = [event];
  for (const key of name.split('.'))
    nodes = elements(nodes).flatMap((each) => {
      const found = isMap(each) && Object.hasOwn(each, key) ? each[key] : undefined;
      return found === undefined ? [] : [found];
    });
  return nodes;
}

function elements(nodes: readonly Json[]): readonly Json[] {
  return nodes.flatMap((each) => (Array.isArray(each) ? (each as readonly Json[]) : [each]));
}

function textsOf(nodes: readonly Json[]): readonly string[] {
  return elements(nodes).flatMap((each) => (each === null ? [] : [textOf(each)]));
}

function textOf(value: Json): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** Those of the table, which has the identity in parts, and nothing of eventVersion. */
function wholeTexts(event: JsonMap): readonly string[] {
  const { userIdentity = null, eventTime: _time, eventVersion: _version, ...rest } = event;
  const values = [...Object.values(rest), ...(isMap(userIdentity) ? Object.values(userIdentity) : [])];
  return values.filter((each) => each !== null).map(textOf);
}

function isMatch(text: string, modifiers: readonly string[], value: Json, isKeyword: boolean): boolean {
  const number = /^-?\d+(\.\d+)?$/.test(text) ? Number(text) : Number.NaN;
  for (const [word, order] of Object.entries(ORDERS))
    if (modifiers.includes(word)) return order(number, Number(value));
  if (modifiers.includes('re')) return regexOf(textOf(value), modifiers).test(text);
  if (modifiers.includes('cidr')) return isInNetwork(text, textOf(value));
  let pattern = typeof value === 'string' ? closed(value) : escaped(textOf(value));
  if (modifiers.includes('contains') || isKeyword) pattern = `*${pattern}*`;
  if (modifiers.includes('startswith')) pattern = `${pattern}*`;
  if (modifiers.includes('endswith')) pattern = `*${pattern}`;
  return modifiers.includes('cased')
    ? correspondsToWildcards(text, pattern)
    : correspondsToWildcards(folded(text), folded(pattern));
}

/** A backslash at the end is one, whatever wildcard is put after it. */
function closed(pattern: string): string {
  const [slashes = ''] = /\\*$/.exec(pattern) ?? [];
  return slashes.length % 2 === 1 ? `${pattern}\\` : pattern;
}

function escaped(text: string): string {
  return text.replace(/[\\*?]/g, '\\$&');
}

const ORDERS: Readonly<Record<string, (value: number, than: number) => boolean>> = {
  lt: (value, than) => value < than,
  lte: (value, than) => value <= than,
  gt: (value, than) => value > than,
  gte: (value, than) => value >= than,
};

/** JavaScript's own, with the end as PCRE has it. */
function regexOf(source: string, modifiers: readonly string[]): RegExp {
  const flags = `u${modifiers.includes('i') ? 'i' : ''}${modifiers.includes('s') ? 's' : ''}`;
  const whole = modifiers.includes('s')
    ? source
    : source.replace(/\\.|\[[^\]]*\]|\./gu, (each) => (each === '.' ? '[^\\n]' : each));
  return new RegExp(
    whole.replace(/\\.|\[[^\]]*\]|\$/gu, (each) => (each === '$' ? '(?=\\n?(?![^]))' : each)),
    flags.replace('s', ''),
  );
}

function isInNetwork(text: string, network: string): boolean {
  const [address = '', bits = '32'] = network.split('/');
  const [one, other] = [bitsOf(text), bitsOf(address)];
  return one !== null && other !== null && one.slice(0, Number(bits)) === other.slice(0, Number(bits));
}

function bitsOf(text: string): string | null {
  const octets = text.split('.');
  if (
    octets.length !== 4 ||
    !octets.every((each) => /^\d{1,3}$/.test(each) && String(Number(each)) === each && Number(each) < 256)
  )
    return null;
  return octets.map((each) => Number(each).toString(2).padStart(8, '0')).join('');
}

/** One character at a time, as databases do it. */
function folded(text: string): string {
  return Array.from(text, (each) => each.toLowerCase()).join('');
}

function isMap(value: Json | undefined): value is JsonMap {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
