/** The user can mend it: wrong usage, configuration, input or credentials. One sentence; exit code 2. */
export class UsageError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'UsageError';
  }
}
