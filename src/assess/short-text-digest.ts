/**
 * SHA-256 of short ASCII texts: half a million of them, without the views and copies that a hasher of any bytes needs.
 * https://nvlpubs.nist.gov/nistpubs/FIPS/NIST.FIPS.180-4.pdf
 */
export class ShortTextDigest {
  /** The digest of the text that was taken last, in eight words. */
  readonly words = new Int32Array(8);
  readonly #bytes = new Uint8Array(LONGEST + 2 * BLOCK);
  readonly #schedule = new Int32Array(64);
  /** Texts that follow each other often start alike, with a check's name and an account. */
  readonly #first = { block: new Int32Array(16), words: new Int32Array(8) };

  /** False: the text is too long, or not all ASCII. */
  take(text: string): boolean {
    if (text.length > LONGEST) return false;
    for (let at = 0; at < text.length; at++) {
      const code = text.charCodeAt(at);
      if (code > 0x7f) return false;
      this.#bytes[at] = code;
    }
    const end = this.#pad(text.length);
    this.#takeFirst();
    for (let block = BLOCK; block < end; block += BLOCK) {
      this.#read(block);
      this.#compress();
    }
    return true;
  }

  /** Section 5.1.1: a bit, zeros, and the length in bits at the end of a block. */
  #pad(length: number): number {
    const end = Math.ceil((length + 9) / BLOCK) * BLOCK;
    this.#bytes[length] = 0x80;
    this.#bytes.fill(0, length + 1, end);
    this.#bytes[end - 1] = length << 3;
    this.#bytes[end - 2] = length >> 5;
    return end;
  }

  #takeFirst(): void {
    const { block, words } = this.#first;
    this.#read(0);
    let isKnown = true;
    for (let word = 0; word < 16 && isKnown; word++) isKnown = this.#schedule[word] === block[word];
    if (isKnown) return this.words.set(words);
    for (let word = 0; word < 16; word++) block[word] = this.#schedule[word] ?? 0;
    this.words.set(START);
    this.#compress();
    words.set(this.words);
  }

  #read(block: number): void {
    const bytes = this.#bytes;
    for (let word = 0, at = block; word < 16; word++, at += 4)
      this.#schedule[word] =
        ((bytes[at] ?? 0) << 24) |
        ((bytes[at + 1] ?? 0) << 16) |
        ((bytes[at + 2] ?? 0) << 8) |
        (bytes[at + 3] ?? 0);
  }

  /** Section 6.2.2, in the standard's letters. */
  #compress(): void {
    const w = this.#schedule;
    for (let t = 16; t < 64; t++) {
      const x = w[t - 15] ?? 0;
      const y = w[t - 2] ?? 0;
      const s0 = ((x >>> 7) | (x << 25)) ^ ((x >>> 18) | (x << 14)) ^ (x >>> 3);
      const s1 = ((y >>> 17) | (y << 15)) ^ ((y >>> 19) | (y << 13)) ^ (y >>> 10);
      w[t] = (s1 + (w[t - 7] ?? 0) + s0 + (w[t - 16] ?? 0)) | 0;
    }
    const { words } = this;
    let a = words[0] ?? 0;
    let b = words[1] ?? 0;
    let c = words[2] ?? 0;
    let d = words[3] ?? 0;
    let e = words[4] ?? 0;
    let f = words[5] ?? 0;
    let g = words[6] ?? 0;
    let h = words[7] ?? 0;
    for (let t = 0; t < 64; t++) {
      const s1 = ((e >>> 6) | (e << 26)) ^ ((e >>> 11) | (e << 21)) ^ ((e >>> 25) | (e << 7));
      const t1 = (h + s1 + ((e & f) ^ (~e & g)) + (ROUNDS[t] ?? 0) + (w[t] ?? 0)) | 0;
      const s0 = ((a >>> 2) | (a << 30)) ^ ((a >>> 13) | (a << 19)) ^ ((a >>> 22) | (a << 10));
      const t2 = (s0 + ((a & b) ^ (a & c) ^ (b & c))) | 0;
      h = g;
      g = f;
      f = e;
      e = (d + t1) | 0;
      d = c;
      c = b;
      b = a;
      a = (t1 + t2) | 0;
    }
    words[0] = (words[0] ?? 0) + a;
    words[1] = (words[1] ?? 0) + b;
    words[2] = (words[2] ?? 0) + c;
    words[3] = (words[3] ?? 0) + d;
    words[4] = (words[4] ?? 0) + e;
    words[5] = (words[5] ?? 0) + f;
    words[6] = (words[6] ?? 0) + g;
    words[7] = (words[7] ?? 0) + h;
  }
}

const BLOCK = 64;
const LONGEST = 2048;

/** Section 5.3.3. */
const START = Int32Array.of(
  0x6a09e667,
  0xbb67ae85,
  0x3c6ef372,
  0xa54ff53a,
  0x510e527f,
  0x9b05688c,
  0x1f83d9ab,
  0x5be0cd19,
);

/** Section 4.2.2. */
const ROUNDS = Int32Array.of(
  0x428a2f98,
  0x71374491,
  0xb5c0fbcf,
  0xe9b5dba5,
  0x3956c25b,
  0x59f111f1,
  0x923f82a4,
  0xab1c5ed5,
  0xd807aa98,
  0x12835b01,
  0x243185be,
  0x550c7dc3,
  0x72be5d74,
  0x80deb1fe,
  0x9bdc06a7,
  0xc19bf174,
  0xe49b69c1,
  0xefbe4786,
  0x0fc19dc6,
  0x240ca1cc,
  0x2de92c6f,
  0x4a7484aa,
  0x5cb0a9dc,
  0x76f988da,
  0x983e5152,
  0xa831c66d,
  0xb00327c8,
  0xbf597fc7,
  0xc6e00bf3,
  0xd5a79147,
  0x06ca6351,
  0x14292967,
  0x27b70a85,
  0x2e1b2138,
  0x4d2c6dfc,
  0x53380d13,
  0x650a7354,
  0x766a0abb,
  0x81c2c92e,
  0x92722c85,
  0xa2bfe8a1,
  0xa81a664b,
  0xc24b8b70,
  0xc76c51a3,
  0xd192e819,
  0xd6990624,
  0xf40e3585,
  0x106aa070,
  0x19a4c116,
  0x1e376c08,
  0x2748774c,
  0x34b0bcb5,
  0x391c0cb3,
  0x4ed8aa4a,
  0x5b9cca4f,
  0x682e6ff3,
  0x748f82ee,
  0x78a5636f,
  0x84c87814,
  0x8cc70208,
  0x90befffa,
  0xa4506ceb,
  0xbef9a3f7,
  0xc67178f2,
);
