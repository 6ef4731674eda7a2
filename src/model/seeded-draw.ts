/**
 * The n-th number of a seed, from 0 up to and without 1: the same on every machine, and whichever was asked before. The
 * mixing steps are those of MurmurHash3's finalizer, which is in the public domain.
 */
export function draw(seed: number, n: number): number {
  return mix(mix(seed | 0) ^ Math.imul(n | 0, 0x9e3779b1)) / 2 ** 32;
}

function mix(word: number): number {
  let mixed = word;
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return (mixed ^ (mixed >>> 16)) >>> 0;
}
