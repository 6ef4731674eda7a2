import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { constants, createGunzip, createGzip } from 'node:zlib';
import type { Resource } from '../../model/resource-types.ts';
import {
  type Listing,
  SNAPSHOT_SCHEMA_VERSION,
  type Snapshot,
  type SnapshotHeader,
} from '../../model/snapshot.ts';
import { SharedValues } from '../shared-values.ts';
import { writeWhole } from '../whole-file.ts';

/**
 * A snapshot file is gzipped NDJSON: `{"rampart":"snapshot",…header}`, `{"listing":…}` lines, `{"resource":…}`
 * lines, and `{"end":{"listings":n,"resources":n}}`, by which a file that was cut off is told.
 */
const FORMAT = 'snapshot';

/** A file that is no snapshot, or not a whole one: the message names file, place and what was expected. */
export class SnapshotFileError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'SnapshotFileError';
  }
}

/** Whole or not at all. */
export async function writeSnapshot(path: string, snapshot: Snapshot): Promise<void> {
  const gzip = createGzip({ level: constants.Z_DEFAULT_COMPRESSION });
  await writeWhole(path, linesOf(snapshot), gzip).catch((error: unknown) => {
    throw new SnapshotFileError(`cannot write the snapshot ${path}: ${messageOf(error)}`);
  });
}

function* linesOf(snapshot: Snapshot): Generator<string> {
  yield `${JSON.stringify({ rampart: FORMAT, ...snapshot.header })}\n`;
  for (const listing of snapshot.listings) yield `${JSON.stringify({ listing })}\n`;
  for (const resource of snapshot.resources) yield `${JSON.stringify({ resource })}\n`;
  const end = { listings: snapshot.listings.length, resources: snapshot.resources.length };
  yield `${JSON.stringify({ end })}\n`;
}

type Line =
  | { readonly listing: Listing }
  | { readonly resource: Resource }
  | { readonly end: { readonly listings: number; readonly resources: number } };

export async function readSnapshot(path: string): Promise<Snapshot> {
  const listings: Listing[] = [];
  const resources: Resource[] = [];
  const values = new SharedValues();
  let header: SnapshotHeader | null = null;
  let ended = false;
  let number = 0;
  try {
    for await (const text of unzippedLines(path)) {
      number++;
      if (header === null) {
        header = parseHeader(path, text);
        continue;
      }
      const line = parseLine(path, number, text) as Line;
      if (ended) throw new SnapshotFileError(`${path}, line ${number}: text after the end of the snapshot`);
      if ('resource' in line) {
        values.share(line.resource);
        resources.push(line.resource);
      } else if ('listing' in line) listings.push(line.listing);
      else if ('end' in line) ended = endsRight(path, line.end, listings.length, resources.length);
      else throw new SnapshotFileError(`${path}, line ${number}: expected a listing, a resource or the end`);
    }
  } catch (error) {
    throw error instanceof SnapshotFileError ? error : new SnapshotFileError(unreadableMessage(path, error));
  }
  if (header === null)
    throw new SnapshotFileError(`${path} is empty: expected a snapshot made by \`rampart collect\``);
  if (!ended)
    throw new SnapshotFileError(
      `${path} is cut off after line ${number}: its end line is missing; collect it again`,
    );
  return { header, listings, resources };
}

async function* unzippedLines(path: string): AsyncGenerator<string> {
  const gunzip = createGunzip();
  // Iterating meets the same error; this only keeps it from being unhandled. readline would throw it into the void.
  pipeline(createReadStream(path), gunzip).catch(() => {});
  const decoder = new TextDecoder();
  let rest = '';
  for await (const chunk of gunzip) {
    const lines = (rest + decoder.decode(chunk as Uint8Array, { stream: true })).split('\n');
    rest = lines.pop() ?? '';
    yield* lines;
  }
  if (rest !== '') yield rest;
}

/** Snapshots of one account, or from before `--org`, say nothing of accounts that were left out. */
interface WrittenHeader extends Omit<SnapshotHeader, 'leftOut'>, Partial<Pick<SnapshotHeader, 'leftOut'>> {
  readonly rampart?: string;
}

function parseHeader(path: string, text: string): SnapshotHeader {
  const { rampart, ...header } = parseLine(path, 1, text) as WrittenHeader;
  if (rampart !== FORMAT)
    throw new SnapshotFileError(`${path} is not a snapshot made by \`rampart collect\``);
  const version: number = header.schemaVersion;
  if (version !== SNAPSHOT_SCHEMA_VERSION) {
    throw new SnapshotFileError(
      `${path} has snapshot schema version ${version}; this rampart reads version ${String(SNAPSHOT_SCHEMA_VERSION)}`,
    );
  }
  return { ...header, leftOut: header.leftOut ?? [] };
}

/** Snapshots are our own format, whose version the first line tells: callers take a line for what it should be. */
function parseLine(path: string, number: number, text: string): object {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new SnapshotFileError(
      `${path}, line ${number} is no JSON: the snapshot is damaged; collect it again`,
    );
  }
  if (typeof value !== 'object' || value === null) {
    throw new SnapshotFileError(`${path}, line ${number}: expected a JSON object`);
  }
  return value;
}

function endsRight(
  path: string,
  end: { listings: number; resources: number },
  listings: number,
  resources: number,
): true {
  if (end.listings === listings && end.resources === resources) return true;
  throw new SnapshotFileError(
    `${path} lost lines: it says ${end.resources} resources and holds ${resources}`,
  );
}

function unreadableMessage(path: string, error: unknown): string {
  const code = (error as { code?: string }).code ?? '';
  if (code === 'ENOENT') return `there is no file ${path}`;
  if (code === 'EISDIR') return `${path} is a folder; expected a snapshot file`;
  if (code === 'Z_BUF_ERROR') return `${path} is cut off: the compressed data ends early; collect it again`;
  if (code.startsWith('Z_')) return `${path} is not a snapshot (it is not gzip data), or it is damaged`;
  return `cannot read ${path}: ${messageOf(error)}`;
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
