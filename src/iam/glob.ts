import { piecesMatcher } from '../model/glob.ts';

/** A piece of a pattern. A star or question mark that is `bounded` takes no colon. */
export type GlobToken =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'star'; readonly bounded: boolean }
  | { readonly kind: 'one'; readonly bounded: boolean };

export type Glob = (text: string) => boolean;

export const ANY_TEXT: Glob = () => true;

/** No pattern makes it slow: at worst pattern × text steps. */
export function compileGlob(tokens: readonly GlobToken[]): Glob {
  const [first] = tokens;
  if (tokens.length === 1 && first?.kind === 'star' && !first.bounded) return ANY_TEXT;
  if (tokens.some((token) => token.kind !== 'text' && token.bounded)) return boundedGlob(tokens);
  const runs = runsOf(tokens);
  return runs.some(({ pieces }) => pieces.includes(null))
    ? runsGlob(runs)
    : piecesMatcher(runs.map(({ pieces }) => pieces.join('')));
}

/** Without bounded wildcards each run between stars is best taken where it is first found. */
function runsGlob([head, ...rest]: Runs): Glob {
  const tail = rest.at(-1);
  if (!tail) return (text) => text.length === head.length && matchesAt(head, text, 0);
  const middle = rest.slice(0, -1).filter((run) => run.length > 0);
  return (text) => {
    const end = text.length - tail.length;
    if (end < head.length || !matchesAt(head, text, 0) || !matchesAt(tail, text, end)) return false;
    let at = head.length;
    for (const run of middle) {
      const found = find(run, text, at);
      if (found < 0) return false;
      at = found + run.length;
    }
    return at <= end;
  };
}

/** What stands between stars: texts and single characters (null) that follow each other. */
interface Run {
  readonly pieces: (string | null)[];
  length: number;
}

type Runs = readonly [Run, ...Run[]];

function runsOf(tokens: readonly GlobToken[]): Runs {
  let run: Run = { pieces: [], length: 0 };
  const runs: [Run, ...Run[]] = [run];
  for (const token of tokens) {
    if (token.kind === 'star') {
      run = { pieces: [], length: 0 };
      runs.push(run);
    } else {
      run.pieces.push(token.kind === 'text' ? token.text : null);
      run.length += token.kind === 'text' ? token.text.length : 1;
    }
  }
  return runs;
}

function find(run: Run, text: string, from: number): number {
  const [first] = run.pieces;
  if (run.pieces.length === 1 && first) return text.indexOf(first, from);
  for (let at = from; at + run.length <= text.length; at++) if (matchesAt(run, text, at)) return at;
  return -1;
}

/** The text is long enough. */
function matchesAt({ pieces }: Run, text: string, from: number): boolean {
  let at = from;
  for (const piece of pieces) {
    if (piece === null) at += 1;
    else if (text.startsWith(piece, at)) at += piece.length;
    else return false;
  }
  return true;
}

/** All places in the text that the tokens so far can end at, token by token. */
function boundedGlob(tokens: readonly GlobToken[]): Glob {
  const [first, last] = [tokens[0], tokens.at(-1)];
  const start = first?.kind === 'text' ? first.text : '';
  const end = last?.kind === 'text' ? last.text : '';
  return (text) => {
    if (!text.startsWith(start) || !text.endsWith(end)) return false;
    let ends: Set<number> = new Set([0]);
    for (const token of tokens) {
      ends = endsAfter(token, text, ends);
      if (ends.size === 0) return false;
    }
    return ends.has(text.length);
  };
}

function endsAfter(token: GlobToken, text: string, starts: ReadonlySet<number>): Set<number> {
  const ends = new Set<number>();
  for (const start of starts) {
    if (token.kind === 'text') {
      if (text.startsWith(token.text, start)) ends.add(start + token.text.length);
    } else if (token.kind === 'one') {
      if (start < text.length && !(token.bounded && text[start] === ':')) ends.add(start + 1);
    } else {
      for (let end = start; end <= text.length && !ends.has(end); end++) {
        ends.add(end);
        if (token.bounded && text[end] === ':') break;
      }
    }
  }
  return ends;
}
