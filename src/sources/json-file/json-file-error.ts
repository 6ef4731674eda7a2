/** A file that is not the JSON document it should be: the message names file, line and what was expected. */
export class JsonFileError extends Error {
  /** What the file seems to be, where a reader may know better what to say. */
  readonly kind: 'damaged' | 'cut-off' | 'not-json' | 'many-values';

  constructor(message: string, kind: JsonFileError['kind'] = 'damaged') {
    super(message);
    this.name = 'JsonFileError';
    this.kind = kind;
  }
}
