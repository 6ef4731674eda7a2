import { setFlagsFromString } from 'node:v8';

/**
 * Node lets the space for young objects grow to 130 MB, which a scan gains nothing by. It stays as it is now; the
 * price is up to a quarter more CPU time, of a program that mostly waits for AWS. Measured in bench/RESULTS.md.
 */
export function keepYoungSpaceSmall(): void {
  setFlagsFromString('--semi-space-growth-factor=1');
}

/** Collects when the heap is 30 % above what was alive, not at twice as much: AWS's answers are nearly all garbage. */
export function collectGarbageOften(): void {
  setFlagsFromString('--heap-growing-percent=30');
}
