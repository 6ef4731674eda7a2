import { Refusal, type RulePath } from './refusal.ts';

/** What Sigma's encoding modifiers make of a text: bytes, or texts again. */
type Encoded = readonly (string | Uint8Array)[];

const MOST_VARIANTS = 625;
const DASHES = ['-', '/', '–', '—', '―'];

/** https://sigmahq.io/sigma-specification/specification/sigma-appendix-modifiers.html#encoding */
export const ENCODINGS: Readonly<Record<string, (value: string | Uint8Array, at: RulePath) => Encoded>> = {
  base64: (value) => [Buffer.from(bytesOf(value)).toString('base64')],
  base64offset: (value) => [0, 1, 2].map((shift) => shifted(bytesOf(value), shift)),
  utf16le: (value, at) => [utf16(textOf(value, at))],
  wide: (value, at) => [utf16(textOf(value, at))],
  utf16be: (value, at) => [utf16(textOf(value, at)).swap16()],
  utf16: (value, at) => [Buffer.concat([Buffer.from([0xff, 0xfe]), utf16(textOf(value, at))])],
  windash: (value, at) => dashed(textOf(value, at), at),
};

function utf16(text: string): Buffer {
  return Buffer.from(text, 'utf16le');
}

function bytesOf(value: string | Uint8Array): Uint8Array {
  return typeof value === 'string' ? Buffer.from(value, 'utf8') : value;
}

function textOf(value: string | Uint8Array, at: RulePath): string {
  if (typeof value === 'string') return value;
  throw new Refusal(at, 'UTF-16 bytes are encoded again by base64 or base64offset only');
}

/** Of the text's Base64 after one, two or three bytes of others, the characters that these have no part in. */
function shifted(bytes: Uint8Array, shift: number): string {
  const encoded = Buffer.concat([Buffer.alloc(shift), bytes])
    .toString('base64')
    .replace(/=+$/, '');
  const start = [0, 2, 3][shift] ?? 0;
  const cut = (shift + bytes.length) % 3 === 0 ? 0 : 1;
  return encoded.slice(start, encoded.length - cut);
}

/** Each dash as each of the five that Windows takes for one. */
function dashed(text: string, at: RulePath): readonly string[] {
  let variants = [''];
  for (const each of text) {
    const options = DASHES.includes(each) ? DASHES : [each];
    variants = variants.flatMap((start) => options.map((end) => start + end));
    if (variants.length > MOST_VARIANTS)
      throw new Refusal(at, 'windash: more than four dashes are not supported');
  }
  return variants;
}
