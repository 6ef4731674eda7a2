import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { JsonObject, JsonValue } from '../../model/json.ts';

/** One file of `aws … --output json`. */
export interface AnswerFile {
  readonly path: string;
  /** Null: no folder above it is named after an account, or a region. */
  readonly account: string | null;
  readonly region: string | null;
  /** Folder and file names below account and region, lower case without dashes: `getbucketpolicy/logs`. */
  readonly name: string;
  /** What the command said; a list where `--query` left nothing around it. */
  readonly answer: JsonObject | readonly JsonValue[];
}

const ACCOUNT = /^\d{12}$/;
const REGION = /^[a-z]{2,}(-[a-z]+)+-\d+$/;

/** Every JSON file below the folder; the first that is no JSON is named with the place where it breaks off. */
export async function answerFiles(directory: string): Promise<readonly AnswerFile[]> {
  const names = (await readdir(directory, { recursive: true }))
    .map(String)
    .filter((each) => each.endsWith('.json'));
  return Promise.all(names.sort().map((name) => answerFile(directory, name)));
}

async function answerFile(directory: string, relative: string): Promise<AnswerFile> {
  const path = join(directory, relative);
  const parts = relative.replace(/\.json$/, '').split('/');
  const account = parts.find((each) => ACCOUNT.test(each)) ?? null;
  const region = parts.find((each) => REGION.test(each)) ?? null;
  const name = parts
    .filter((each) => each !== account && each !== region)
    .map(flat)
    .join('/');
  return { path, account, region, name, answer: await answerIn(path) };
}

/** What an aws command said, from a file. */
export async function answerIn(path: string): Promise<AnswerFile['answer']> {
  return asAnswer(parse(path, await readFile(path, 'utf8')), path);
}

function parse(path: string, text: string): JsonValue {
  try {
    return JSON.parse(text) as JsonValue;
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new Error(
      `${path} is no JSON (${reason}): expected the output of an aws command with --output json`,
      {
        cause: error,
      },
    );
  }
}

function asAnswer(value: JsonValue, path: string): AnswerFile['answer'] {
  if (typeof value === 'object' && value !== null) return value;
  throw new Error(`${path}: expected a JSON object or list, the output of an aws command with --output json`);
}

/** Upper and lower case, dashes and the characters that files cannot hold do not count in names. */
export function flat(text: string): string {
  return text.toLowerCase().replace(/[-_\s:/\\]/g, '');
}
