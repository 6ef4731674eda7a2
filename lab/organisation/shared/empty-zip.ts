/** The smallest valid zip file, an end-of-directory record alone: the lab's functions never run. */
export const emptyZip = Uint8Array.from([0x50, 0x4b, 5, 6, ...Array.from({ length: 18 }, () => 0)]);
