/** A long-term credential found in text; the text itself never enters a snapshot. */
export interface CredentialMatch {
  /** Name of the pattern, `aws-access-key-id`. */
  readonly pattern: string;
  /** First and last few characters, the rest starred. */
  readonly redacted: string;
  /** SHA-256 of the secret, hex, so that the same secret is recognised elsewhere. */
  readonly sha256: string;
  /** Where in the text: a line (1-based), or the variable's name. */
  readonly line: number | null;
  readonly variable: string | null;
  /** The account that an AWS access key's identifier names; absent where it does not tell. */
  readonly awsAccount?: string;
}

/** Text that was scanned for credentials while it was read: user data, environment variables. */
export interface ScannedText {
  /** Characters; 0: there was no text. */
  readonly length: number;
  /** SHA-256 of the whole, hex; null when there was no text. */
  readonly sha256: string | null;
  readonly matches: readonly CredentialMatch[];
}
