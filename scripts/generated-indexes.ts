import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { PRACTICES } from '../src/model/practice.ts';

/** A file that `npm run generate` writes. */
export interface GeneratedFile {
  readonly path: string;
  readonly text: string;
}

const NOTICE = '// Made by `npm run generate` from the files of this folder: do not edit.\n';

/** An index for every practice's folder and one for the collectors, so that a new file is found without wiring. */
export function generatedIndexes(root: string): readonly GeneratedFile[] {
  const practices = PRACTICES.map(({ folder }) => practiceIndex(root, join('src/practices', folder)));
  return [...practices, collectorIndex(root, 'src/sources/aws/services')];
}

function practiceIndex(root: string, folder: string): GeneratedFile {
  const checks = sources(join(root, folder)).map((file) => ({
    file,
    name: firstExport(join(root, folder, file)),
  }));
  const imports = checks.map(({ file, name }) => `import { ${name} } from './${file}';`);
  const names = checks.map(({ name }) => `  ${name},`).join('\n');
  const list = names === '' ? '[]' : `[\n${names}\n].flat()`;
  const text = `${NOTICE}${["import type { Check } from '../check.ts';", ...imports].join('\n')}\n\nexport const checks: readonly Check[] = ${list};\n`;
  return { path: join(folder, 'index.ts'), text };
}

function collectorIndex(root: string, folder: string): GeneratedFile {
  const files = sources(join(root, folder), true).filter((file) =>
    readFileSync(join(root, folder, file), 'utf8').includes('export const collectors'),
  );
  const named = files.map((file) => ({
    file,
    name: camelCase(file.replace(/\.ts$/, '').replaceAll('/', '-')),
  }));
  const imports = named.map(({ file, name }) => `import { collectors as ${name} } from './${file}';`);
  const spreads = named.map(({ name }) => `  ...${name},`).join('\n');
  const text = `${NOTICE}${["import type { Collector } from '../collector.ts';", ...imports].join('\n')}\n\nexport const ALL_COLLECTORS: readonly Collector[] = [\n${spreads}\n];\n`;
  return { path: join(folder, 'index.ts'), text };
}

function sources(folder: string, recursive = false): readonly string[] {
  const isSource = (file: string): boolean =>
    file.endsWith('.ts') && !file.endsWith('.test.ts') && basename(file) !== 'index.ts';
  return readdirSync(folder, { recursive }).map(String).filter(isSource).sort();
}

/** A check's file exports one thing first: the check, or the table of checks. */
function firstExport(path: string): string {
  const name = /^export const (\w+)/m.exec(readFileSync(path, 'utf8'))?.[1];
  if (!name)
    throw new Error(
      `${path} exports no check: expected "export const <camelCase of its id> = defineCheck({…"`,
    );
  return name;
}

export function camelCase(id: string): string {
  return id.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
}
