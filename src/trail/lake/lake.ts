import { mkdir, open, readdir, readFile, rm, stat } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { ANEW, LakeError } from '../lake-error.ts';
import { MAPPING_FINGERPRINT } from '../uses/mapping-fingerprint.ts';
import type { Commit, Part } from './commit.ts';
import { writeDurably } from './durable.ts';

/** A folder of Parquet parts and the commits that name them (docs/decisions/0035). */
export interface Lake {
  readonly dir: string;
  readonly commits: readonly Commit[];
}

export const PARTS = 'parts';
const COMMITS = 'commits';
const CHANGES = 'changes';
export const USES = 'uses';
const SCRATCH = 'scratch';
const MARK = 'lake.json';

/** @throws LakeError where there is no lake, or one of a newer Rampart. */
export async function readLake(dir: string): Promise<Lake> {
  await checkMark(dir);
  const names = (await readdir(join(dir, COMMITS))).filter((each) => COMMIT.test(each)).sort();
  const commits: Commit[] = [];
  for (const name of names) commits.push(await readCommit(join(dir, COMMITS, name)));
  return { dir, commits };
}

const COMMIT = /^\d{8}\.json$/;

async function readCommit(path: string): Promise<Commit> {
  const commit = await readFile(path, 'utf8')
    .then((text) => JSON.parse(text) as Commit)
    .catch((error: Error) => {
      throw new LakeError(`${path}: this commit of the lake cannot be read (${error.message}); ${ANEW}`);
    });
  if (commit.format !== 1 || !Array.isArray(commit.parts) || !Array.isArray(commit.files))
    throw new LakeError(`${path}: this is no commit that this version of Rampart can read`);
  return commit;
}

async function checkMark(dir: string): Promise<void> {
  const text = await readFile(join(dir, MARK), 'utf8').catch(() => null);
  if (text === null) throw new LakeError(`${dir}: there is no lake here; \`rampart trail ingest\` makes one`);
  if (text.trim() !== JSON.stringify({ format: 1 }))
    throw new LakeError(`${dir}: the lake is of another version of Rampart, or its ${MARK} is broken`);
}

/** Makes it where there is none, in a new or an empty folder. */
export async function makeLake(dir: string): Promise<void> {
  const found = await readdir(dir).catch((): string[] => []);
  const isNew = !found.includes(MARK);
  if (isNew && found.some((each) => !OWN.has(each)))
    throw new LakeError(`${dir}: there is something else in this folder; a lake wants one of its own`);
  for (const folder of [PARTS, COMMITS, CHANGES, USES, SCRATCH])
    await mkdir(join(dir, folder), { recursive: true });
  if (isNew) await writeDurably(join(dir, MARK), JSON.stringify({ format: 1 }));
}

/** Of former versions: nothing reads it. */
const FILTERS = 'filters';

export const WRITER = 'writer.duckdb';
const OWN = new Set([PARTS, COMMITS, CHANGES, USES, SCRATCH, `${MARK}.partial`, WRITER, `${WRITER}.wal`]);

/** Takes away what an interrupted writer left: its drafts, and parts that no commit names. Only for the one writer. */
export async function removeLeftovers({ dir, commits }: Lake): Promise<void> {
  await rm(join(dir, SCRATCH), { recursive: true, force: true });
  await mkdir(join(dir, SCRATCH));
  await rm(join(dir, FILTERS), { recursive: true, force: true });
  const named = new Set(commits.flatMap(({ parts }) => parts.map(({ path }) => path)));
  for (const entry of await readdir(join(dir, PARTS), { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name);
    if (entry.isFile() && !named.has(relative(dir, path).split(sep).join('/'))) await rm(path);
  }
  for (const name of await readdir(join(dir, COMMITS)))
    if (!COMMIT.test(name)) await rm(join(dir, COMMITS, name));
  const changes = new Set(commits.map(({ number }) => changesFile(number)));
  for (const name of await readdir(join(dir, CHANGES)))
    if (!changes.has(name)) await rm(join(dir, CHANGES, name));
  const uses = new Set(commits.map(({ number }) => usesFile(number)));
  for (const name of await readdir(join(dir, USES))) if (!uses.has(name)) await rm(join(dir, USES, name));
}

function changesFile(number: number): string {
  return `${String(number).padStart(8, '0')}.index`;
}

/** The index of a commit's changes. It counts when the commit says so. */
export function changeIndexPath({ dir }: Lake, number: number): string {
  return join(dir, CHANGES, changesFile(number));
}

/** Named after what was known of events and actions when it was summed: what else is known later makes it stale. */
function usesFile(number: number): string {
  return `${String(number).padStart(8, '0')}-${MAPPING_FINGERPRINT}.parquet`;
}

export function usesPath({ dir }: Lake, number: number): string {
  return join(dir, USES, usesFile(number));
}

/** Whether a commit's calls are summed. What was cut short is not: Parquet ends as it begins. */
export async function hasUses(lake: Lake, number: number): Promise<boolean> {
  const file = await open(usesPath(lake, number)).catch(() => null);
  if (file === null) return false;
  try {
    const { size } = await file.stat();
    const { buffer } = await file.read(Buffer.alloc(4), 0, 4, Math.max(0, size - 4));
    return buffer.toString('latin1') === 'PAR1';
  } finally {
    await file.close();
  }
}

/** INVARIANT: from here on the files are taken in; before, nothing is. */
export async function writeCommit({ dir, commits }: Lake, commit: Commit): Promise<Lake> {
  const name = `${String(commit.number).padStart(8, '0')}.json`;
  await writeDurably(join(dir, COMMITS, name), JSON.stringify(commit));
  return { dir, commits: [...commits, commit] };
}

export function scratchOf({ dir }: Lake): string {
  return join(dir, SCRATCH);
}

export function partsOf({ commits }: Lake): readonly Part[] {
  return commits.flatMap(({ parts }) => parts);
}

/** @throws LakeError when one is gone or cut short: an answer from the others would be wrong. */
export async function checkParts(dir: string, parts: readonly Part[]): Promise<void> {
  for (const { path, bytes } of parts) {
    const found = await stat(join(dir, path)).catch(() => null);
    if (found?.size !== bytes)
      throw new LakeError(
        `${join(dir, path)}: this part of the lake is ${found ? 'damaged' : 'missing'}; ${ANEW}`,
      );
  }
}

/** Versions of the files that were taken in. */
export function takenVersions({ commits }: Lake): ReadonlyMap<string, string> {
  return new Map(commits.flatMap(({ files }) => files.map(({ uri, version }) => [uri, version] as const)));
}

/** Files that could not be had, and have not been taken in since. */
export function unreadFiles({ commits }: Lake, taken: ReadonlyMap<string, string>): readonly string[] {
  return commits.flatMap(({ unread }) => unread).filter((uri) => !taken.has(uri));
}
