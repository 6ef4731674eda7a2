import { randomBytes } from 'node:crypto';
import { createWriteStream, rmSync } from 'node:fs';
import { realpath, rename, rm, stat } from 'node:fs/promises';
import { type Duplex, Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

/**
 * Writes beside the target and renames: a reader sees the old file or the whole new one, never a part. A pipe or a
 * device is written as it is, for renaming would put a file in its place.
 *
 * @throws what the file system says; nothing is left behind then.
 */
export async function writeWhole(
  path: string,
  pieces: Iterable<string>,
  ...through: readonly Duplex[]
): Promise<void> {
  const found = await stat(path).catch(() => null);
  if (found && !found.isFile()) return stream(path, pieces, through);
  const target = found ? await realpath(path) : path; // a link keeps leading where it leads
  const temporary = `${target}.${randomBytes(6).toString('hex')}.partial`;
  const removeNow = (): void => rmSync(temporary, { force: true });
  process.on('exit', removeNow); // a second Ctrl-C waits for nothing
  try {
    await stream(temporary, pieces, through);
    await rename(temporary, target);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  } finally {
    process.off('exit', removeNow);
  }
}

function stream(path: string, pieces: Iterable<string>, through: readonly Duplex[]): Promise<void> {
  return pipeline([readableOf(pieces), ...through, createWriteStream(path, { mode: 0o600 })]);
}

/** As fast as the reader takes them. */
export function readableOf(pieces: Iterable<string>): Readable {
  return Readable.from(chunks(pieces), { highWaterMark: 1 });
}

/**
 * A write costs the same for a line as for a thousand. Larger texts are objects that V8 collects seldom: hundreds of
 * megabytes of them.
 */
const CHUNK_CHARACTERS = 32 * 1024;

function* chunks(pieces: Iterable<string>): Generator<string> {
  let chunk = '';
  for (const piece of pieces) {
    chunk += piece;
    if (chunk.length < CHUNK_CHARACTERS) continue;
    yield chunk;
    chunk = '';
  }
  if (chunk !== '') yield chunk;
}
