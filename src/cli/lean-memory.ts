import { setFlagsFromString } from 'node:v8';

/**
 * A scan mostly waits for AWS, yet Node would let the garbage of its answers grow to several times what is kept: a
 * quarter more work for the collector is cheap, 150 MB of a small container's memory is not (bench/RESULTS.md).
 * The heap may grow by 30 % of what is alive before it is collected, and the space for young objects not at all.
 */
export function keepMemoryLean(): void {
  setFlagsFromString('--heap-growing-percent=30');
  setFlagsFromString('--semi-space-growth-factor=1');
}
