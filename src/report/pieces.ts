/**
 * The text of a document, piece by piece, so that none has to be held whole: half a million findings are more than
 * V8 puts into one string. `& object` keeps a plain string out, which is an iterable too, of its characters.
 */
export type Pieces = Iterable<string> & object;
