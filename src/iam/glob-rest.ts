import type { GlobToken } from './glob.ts';

/** A token of one character (a UTF-16 unit), or a wildcard. */
type Place = string | { readonly wild: 'star' | 'one'; readonly bounded: boolean };

/** What patterns leave to match once a text has been read: tokens, any of which will do. None: nothing that begins so. */
export function globRests(tokens: readonly GlobToken[], start: string): readonly (readonly GlobToken[])[] {
  const places = tokens.flatMap((token): readonly Place[] =>
    token.kind === 'text' ? token.text.split('') : [{ wild: token.kind, bounded: token.bounded }],
  );
  let at = withSkipped(places, new Set([0]));
  for (const character of start.split('')) at = withSkipped(places, after(places, at, character));
  const rests = [...at].filter((place) => !at.has(place - 1) || !isStar(places[place - 1]));
  return rests.map((place) => places.slice(place).map(toToken));
}

function after(places: readonly Place[], at: ReadonlySet<number>, character: string): Set<number> {
  const next = new Set<number>();
  for (const index of at) {
    const place = places[index];
    if (place === undefined || (typeof place === 'string' && place !== character)) continue;
    if (typeof place !== 'string' && place.bounded && character === ':') continue;
    next.add(isStar(place) ? index : index + 1);
  }
  return next;
}

/** A star may take nothing. */
function withSkipped(places: readonly Place[], at: Set<number>): Set<number> {
  for (const index of at) if (isStar(places[index])) at.add(index + 1);
  return at;
}

function isStar(place: Place | undefined): boolean {
  return typeof place === 'object' && place.wild === 'star';
}

function toToken(place: Place): GlobToken {
  return typeof place === 'string'
    ? { kind: 'text', text: place }
    : { kind: place.wild, bounded: place.bounded };
}
