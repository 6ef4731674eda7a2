/** The user can mend it: a lake that is none, or in use, a question that cannot be asked. One sentence. */
export class LakeError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'LakeError';
  }
}
