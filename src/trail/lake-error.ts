/** The user can mend it: a lake that is none, or in use, a question that cannot be asked. One sentence. */
export class LakeError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'LakeError';
  }
}

/** What mends a lake: it is made of the log files, which are still where they were. */
export const ANEW = '`rampart trail ingest` into another folder makes a sound lake';
