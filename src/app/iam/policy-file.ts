import { InvalidInput, isPolicyError, type NamedPolicy, parsePolicyDocument } from '../../iam/index.ts';
import { UsageError } from '../errors.ts';
import { readStream, readText } from '../text-file.ts';

/** A policy as it stands in a file. */
export interface PolicyFile {
  /** As it was given; `<stdin>` for `-`. */
  readonly path: string;
  readonly text: string;
}

const EXPECTED = 'an IAM policy in JSON';

/** The text of a file, or of standard input for `-`. Rejects with `UsageError`. */
export async function readPolicyText(path: string): Promise<PolicyFile> {
  if (path !== '-') return { path, text: withoutMark(await readText(path, EXPECTED)) };
  const text = await readStream(process.stdin, STDIN, EXPECTED);
  return { path: STDIN, text: withoutMark(text) };
}

const STDIN = '<stdin>';

/** Editors of Windows begin a file with it, and no parser of JSON takes it. */
function withoutMark(text: string): string {
  return text.replace(/^\uFEFF/, '');
}

/** Several files; standard input ends once. */
export function readPolicyTexts(paths: readonly string[]): Promise<readonly PolicyFile[]> {
  if (paths.filter((each) => each === '-').length > 1)
    throw new UsageError('"-" stands for standard input, which can be read once: give it once');
  return Promise.all(paths.map(readPolicyText));
}

/** The policy in it; what is no policy is said with its place. */
export function policyIn({ path, text }: PolicyFile): NamedPolicy {
  const document = parsePolicyDocument(text);
  if (!isPolicyError(document)) return { name: path, document };
  const { error, place } = document;
  const what = error.replace(/^not JSON: line \d+, column \d+: /, 'not JSON: ');
  throw new UsageError(`${path}${place ? `:${place.line}:${place.column}` : ''}: ${what}${hint(text)}`);
}

/** What people have at hand and give by mistake: the answer of an aws command around the policy. */
function hint(text: string): string {
  const key = /^\s*\{\s*"(Policy|PolicyVersion|PolicyDocument|Role|RoleName|UserName|GroupName)"\s*:/.exec(
    text,
  )?.[1];
  return key === undefined
    ? ''
    : `; it looks like the answer of an aws command: expected the policy alone, as --query and --output text give it`;
}

export async function readPolicies(paths: readonly string[]): Promise<readonly NamedPolicy[]> {
  return (await readPolicyTexts(paths)).map(policyIn);
}

/** What the engine refuses is the user's to mend. */
export function asUsage<T>(ask: () => T): T {
  try {
    return ask();
  } catch (error) {
    throw error instanceof InvalidInput ? new UsageError(error.message) : error;
  }
}
