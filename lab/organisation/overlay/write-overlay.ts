import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { encodeWire } from '../../../src/sources/aws/wire-json.ts';
import type { Overlay } from './overlay.ts';

/** Writes the records as `<directory>/<account>/<region>/<service>.ndjson`, the format of a recording. */
export async function writeOverlay(overlay: Overlay, directory: string): Promise<void> {
  const files = new Map<string, string[]>();
  for (const { account, region, service, operation, input, ...answer } of overlay.records) {
    const path = join(directory, account, region, `${service}.ndjson`);
    const said = 'output' in answer ? { output: answer.output } : { error: answer.error };
    const line = JSON.stringify(encodeWire({ operation, input, ...said }));
    files.set(path, [...(files.get(path) ?? []), line]);
  }
  for (const [path, lines] of files) {
    await mkdir(join(path, '..'), { recursive: true });
    await writeFile(path, `${lines.join('\n')}\n`);
  }
}
