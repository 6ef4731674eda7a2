import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { TrailFile } from './trail-files.ts';

/** As `aws s3 sync` copies them, unpacked, so that a difference can be read. */
export function writeTrail(folder: string, files: readonly TrailFile[]): void {
  for (const { key, text } of files) {
    const path = join(folder, key);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
  }
}
