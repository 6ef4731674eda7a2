/**
 * Whether a glob fits a whole text: `*` is any run of characters, `?` is one character, everything else is itself.
 * In time of their lengths' product at worst, whatever the names are: no regular expression that a hostile name
 * could send astray.
 */
export function globMatches(glob: string, text: string): boolean {
  let at = 0;
  let place = 0;
  /** Where to go on when the run that the last `*` took was too short; -1: there was none. */
  let star = -1;
  let resume = 0;
  while (at < text.length) {
    const wanted = glob[place];
    if (wanted === '*') {
      star = place++;
      resume = at;
    } else if (wanted === '?') {
      place++;
      at += widthAt(text, at);
    } else if (glob.codePointAt(place) === text.codePointAt(at)) {
      place += widthAt(glob, place);
      at += widthAt(text, at);
    } else if (star >= 0) {
      place = star + 1;
      resume += widthAt(text, resume);
      at = resume;
    } else return false;
  }
  while (glob[place] === '*') place++;
  return place === glob.length;
}

/** The same as a function of the text alone, for a glob that meets many: where it can, by the engine's own search. */
export function globMatcher(glob: string): (text: string) => boolean {
  if (!isGlob(glob)) return (text) => text === glob;
  // Half of a surrogate pair could be found within a pair, where it is no character.
  if (glob.includes('?') || !glob.isWellFormed()) return (text) => globMatches(glob, text);
  return piecesMatcher(glob.split('*'));
}

/** Fits texts that begin with the first piece, end with the last and have the others between them, in their order. */
export function piecesMatcher([first = '', ...rest]: readonly string[]): (text: string) => boolean {
  const last = rest.pop();
  if (last === undefined) return (text) => text === first;
  const between = rest.filter((piece) => piece !== '');
  if (between.length > 0)
    return (text) => {
      const end = text.length - last.length;
      if (end < first.length || !text.startsWith(first) || !text.endsWith(last)) return false;
      let at = first.length;
      for (const piece of between) {
        const found = text.indexOf(piece, at);
        if (found < 0) return false;
        at = found + piece.length;
      }
      return at <= end;
    };
  if (last === '') return (text) => text.startsWith(first);
  const length = first.length + last.length;
  return (text) => text.length >= length && text.startsWith(first) && text.endsWith(last);
}

export function isGlob(text: string): boolean {
  return /[*?]/.test(text);
}

/** UTF-16 units of the character there: an emoji has two. */
function widthAt(text: string, index: number): number {
  return (text.codePointAt(index) ?? 0) > 0xffff ? 2 : 1;
}
