import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { GeneratedFile } from './generated-indexes.ts';

const FOLDER = 'src/trail/ingest';
const OPTIONS = [
  '-O3',
  '--converge',
  '--runtime',
  'minimal',
  '--enable',
  'simd',
  '--noAssert',
  '--importMemory',
];

/** What reads log records, compiled: a text, so that nothing is looked for beside the code (ADR 41). */
export function generatedReader(root: string): GeneratedFile {
  const folder = mkdtempSync(join(tmpdir(), 'rampart-reader-'));
  try {
    const file = join(folder, 'reader.wasm');
    compile(root, file);
    const bytes = readFileSync(file).toString('base64');
    return {
      path: `${FOLDER}/reader-module.ts`,
      text: `// Made by \`npm run generate\` from assembly/: do not edit.\nexport const READER =\n  '${bytes}';\n`,
    };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** By the command: the types of its library would be added to everybody's. */
function compile(root: string, file: string): void {
  const asc = join(root, 'node_modules/assemblyscript/bin/asc.js');
  const args = [asc, `${FOLDER}/assembly/index.ts`, ...OPTIONS, '--outFile', file];
  const { status, stderr } = spawnSync(process.execPath, args, { cwd: root, encoding: 'utf8' });
  if (status !== 0) throw new Error(`assembly/ does not compile: ${stderr}`);
}
