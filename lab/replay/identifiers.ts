import { type IdentifierSet, identifierSet } from './identifier-set.ts';

/** Identifiers, and the texts that speak of them: rewriting ARNs, URLs and policy documents for a copy, and back. */
export type Identifiers = IdentifierSet & {
  /** A string as copy `copy` in `region` has it. */
  rewrite(text: string, copy: number, region: string): string;
  mentions(text: string): boolean;
  /** A string in terms of the originals, and the copies it spoke of. */
  restore(text: string, region: string): { readonly text: string; readonly copies: readonly number[] };
};

// Percent-escapes stand alone: IAM's policy documents arrive URL-encoded.
const tokenPattern = /%[0-9A-Fa-f]{2}|[A-Za-z0-9_.-]+/g;

type Slot = { readonly identifier: string };
type Template = readonly (string | Slot)[];

/** Identifiers of one plain word (`admin`, `users`) are rewritten only where they can mean nothing else. */
const isWord = (token: string): boolean => /^[A-Za-z]+$/.test(token);

function standsAlone(text: string, token: string, at: number): boolean {
  if (text === token) return true;
  const before = text.charAt(at - 1);
  if (before === '/' && at + token.length === text.length) return true;
  const inArn = text.startsWith('arn:') && text.slice(0, at).split(':').length > 5;
  return inArn && (before === '/' || before === ':');
}

export function identifiersOf(names: Iterable<string>, homeRegion: string): Identifiers {
  const set = identifierSet(names);
  const templates = new Map<string, Template>();
  const templateOf = (text: string): Template => {
    const template = templates.get(text) ?? readTemplate(set, text);
    templates.set(text, template);
    return template;
  };
  return {
    ...set,
    mentions: (text) => templateOf(text).some((part) => typeof part !== 'string'),
    rewrite: (text, copy, region) =>
      templateOf(text)
        .map((part) =>
          typeof part === 'string' ? moved(part, homeRegion, region) : set.copyOf(part.identifier, copy),
        )
        .join(''),
    restore(text, region) {
      const copies: number[] = [];
      const original = (token: string, at: number | null): string => {
        const found = set.read(token);
        const isOther = isWord(token) && (at === null || !standsAlone(text, token, at));
        if (found !== undefined && !isOther) copies.push(found.copy);
        if (found !== undefined) return found.identifier;
        return token.includes('.')
          ? token
              .split('.')
              .map((label) => original(label, null))
              .join('.')
          : moved(token, region, homeRegion);
      };
      return { text: text.replace(tokenPattern, (token, at: number) => original(token, at)), copies };
    },
  };
}

const moved = (text: string, from: string, to: string): string =>
  from === to ? text : text.replaceAll(from, to);

/** A text cut at the identifiers it speaks of. */
function readTemplate(set: IdentifierSet, text: string): Template {
  const parts: (string | Slot)[] = [];
  let end = 0;
  for (const match of text.matchAll(tokenPattern)) {
    parts.push(text.slice(end, match.index), ...slotsOf(set, match[0], text, match.index));
    end = match.index + match[0].length;
  }
  parts.push(text.slice(end));
  return joined(parts);
}

function slotsOf(set: IdentifierSet, token: string, text: string, at: number): Template {
  if (set.has(token)) {
    return [isWord(token) && !standsAlone(text, token, at) ? token : { identifier: token }];
  }
  if (!token.includes('.')) return [token];
  // Host names carry identifiers as labels: my-bucket.s3.amazonaws.com.
  return token.split('.').flatMap((label, index) => {
    const slot = set.has(label) && !isWord(label) ? { identifier: label } : label;
    return index === 0 ? [slot] : ['.', slot];
  });
}

function joined(parts: readonly (string | Slot)[]): Template {
  const template: (string | Slot)[] = [];
  for (const part of parts) {
    const last = template.at(-1);
    if (typeof part === 'string' && typeof last === 'string') template[template.length - 1] = last + part;
    else if (part !== '') template.push(part);
  }
  return template;
}
