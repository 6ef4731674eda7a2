import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { GeneratedFile } from './generated-indexes.ts';

/** All that tells which actions and resources an event stands for. */
const SOURCES = [
  'src/iam/catalogue',
  'src/model/arn.ts',
  'src/trail/event-actions.ts',
  'src/trail/event-resources.ts',
  'src/trail/mapping',
  'src/trail/questions/call-group.ts',
  'src/trail/questions/call-outcome.ts',
  'src/trail/uses',
];
const PATH = 'src/trail/uses/mapping-fingerprint.ts';

/** A lake's sums are named after it, so that none is read that was made with other knowledge. */
export function mappingFingerprint(root: string): GeneratedFile {
  const hash = createHash('sha256');
  for (const path of SOURCES.flatMap((each) => files(root, each)))
    hash.update(readFileSync(join(root, path)));
  const text = `// Made by \`npm run generate\` (scripts/mapping-fingerprint.ts): do not edit.
export const MAPPING_FINGERPRINT = '${hash.digest('hex').slice(0, 12)}';
`;
  return { path: PATH, text };
}

function files(root: string, source: string): readonly string[] {
  if (source.endsWith('.ts')) return [source];
  const names = readdirSync(join(root, source)).sort();
  return names
    .map((name) => `${source}/${name}`)
    .filter((path) => !path.endsWith('.test.ts') && path !== PATH);
}
