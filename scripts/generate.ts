import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { generatedActionFacts } from './generated-action-facts.ts';
import { generatedClient } from './generated-client.ts';
import { type GeneratedFile, generatedIndexes } from './generated-indexes.ts';
import { generatedReader } from './generated-reader.ts';
import { mappingFingerprint } from './mapping-fingerprint.ts';

/**
 * Writes everything that follows from the sources: indexes, the HTML report's script and style, the reader of log
 * records, the facts about AWS's actions and their fingerprint, the check pages, the JSON Schemas, the table of configuration keys.
 * `--check` writes nothing and fails when a file is not what it would write.
 */
const root = join(import.meta.dirname, '..');
const checkOnly = process.argv.includes('--check');

const sources = [...generatedIndexes(root), await generatedClient(root), generatedReader(root)].map(
  formatted,
);
const stale = settle([...sources, await generatedActionFacts()]);
// Of the facts, too: those must be there first.
stale.push(...settle([mappingFingerprint(root)]));
// The documents import the catalogue, which imports the indexes: those must be there first.
const { generatedDocuments, obsoleteDocuments } = await import('./generated-documents.ts');
stale.push(...settle(generatedDocuments(root)));
for (const path of obsoleteDocuments(root)) {
  stale.push(path);
  if (!checkOnly) rmSync(join(root, path));
}

if (checkOnly && stale.length > 0) {
  console.error(`not as generated (run npm run generate): ${stale.join(', ')}`);
  process.exit(1);
}

/** As Biome would leave it: its order of imports is its own. */
function formatted({ path, text }: GeneratedFile): GeneratedFile {
  const biome = join(root, 'node_modules/.bin/biome');
  const args = ['check', '--write', `--stdin-file-path=${path}`];
  const { status, stdout, stderr } = spawnSync(biome, args, { cwd: root, input: text, encoding: 'utf8' });
  if (status !== 0) throw new Error(`Biome cannot format ${path}: ${stderr}`);
  return { path, text: stdout };
}

/** Paths of the files that differed. */
function settle(files: readonly GeneratedFile[]): string[] {
  const changed = files.filter(({ path, text }) => read(join(root, path)) !== text);
  if (!checkOnly) for (const { path, text } of changed) write(join(root, path), text);
  return changed.map((each) => each.path);
}

function read(path: string): string | null {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return null;
  }
}

function write(path: string, text: string): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}
