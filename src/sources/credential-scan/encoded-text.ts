import { gunzipSync } from 'node:zlib';

/** Longest base64 that is decoded, in characters: user data has at most 22 KB, variables less. */
const LONGEST = 200_000;
/** A few KB of gzip must not become gigabytes. */
const MOST_UNZIPPED = 4_000_000;

/**
 * User data as text: base64 is undone, then gzip. What is no text is given as Latin-1, so that whatever is readable
 * in it is found all the same. https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/user-data.html
 */
export function readableUserData(base64: string): string {
  const compact = base64.replace(/\s/g, '');
  const isBase64 = compact.length % 4 === 0 && /^[A-Za-z0-9+/]*={0,2}$/.test(compact);
  return isBase64 ? textOf(Buffer.from(compact, 'base64')) : base64;
}

export interface DecodedRun {
  readonly text: string;
  /** Offset in the text where the encoded run begins. */
  readonly start: number;
}

/**
 * Texts that stand in a text as base64: the parts of a MIME archive, cloud-init's `write_files`, `echo … | base64 -d`.
 * Runs may be wrapped over lines. Binary contents are left out.
 */
export function decodedRuns(text: string): DecodedRun[] {
  const runs = text.matchAll(
    /(?<![A-Za-z0-9+/=])(?:[A-Za-z0-9+/]{40,200}\r?\n[ \t]{0,20}){0,2000}[A-Za-z0-9+/]{4,}={0,2}/g,
  );
  return [...runs].flatMap(({ 0: run, index }) => {
    const decoded = run.length >= 40 && run.length <= LONGEST ? printable(Buffer.from(run, 'base64')) : null;
    return decoded === null ? [] : [{ text: decoded, start: index }];
  });
}

function printable(bytes: Buffer): string | null {
  const text = unzip(bytes).toString('utf8');
  return Array.from(text).some(isBinary) ? null : text;
}

function isBinary(character: string): boolean {
  return character === '\ufffd' || (character < ' ' && !'\t\n\r\f'.includes(character));
}

function textOf(bytes: Buffer): string {
  const unzipped = unzip(bytes);
  if (unzipped[0] === 0xff && unzipped[1] === 0xfe) return unzipped.subarray(2).toString('utf16le');
  const text = unzipped.toString('utf8');
  return text.includes('\ufffd') ? unzipped.toString('latin1') : text;
}

function unzip(bytes: Buffer): Buffer {
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) return bytes;
  try {
    return gunzipSync(bytes, { maxOutputLength: MOST_UNZIPPED });
  } catch {
    return bytes; // damaged, or too large unzipped: scanned as it is
  }
}
