import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';

/** What `trail.ts` measures the ingest against: `FOLDER`, unpacked by Node on one core, and nothing kept. */
const folder = process.argv[2] ?? '';
const paths = readdirSync(folder, { recursive: true, withFileTypes: true }).flatMap((each) =>
  each.isFile() ? [join(each.parentPath, each.name)] : [],
);
const startedAt = performance.now();
let bytes = 0;
for (const path of paths) bytes += gunzipSync(readFileSync(path)).length;
process.stdout.write(JSON.stringify({ seconds: (performance.now() - startedAt) / 1000, bytes }));
