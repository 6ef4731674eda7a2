/** What conditions and variables ask of a request; keys are in lower case. */
export interface RequestValues {
  /** Null: the key is absent. */
  values(key: string): readonly string[] | null;
  /** A key's value as a variable's: only a key with one value has one. */
  variable(key: string): string | null;
}
