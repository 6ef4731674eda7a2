import { writeFile } from 'node:fs/promises';
import { UsageError } from '../../errors.ts';
import { preparePath } from '../../prepare-path.ts';
import { readYaml } from '../../yaml-file.ts';
import { type Imported, type ImportOptions, importMutelist } from './import-mutelist.ts';
import { rulesText } from './rules-text.ts';

export interface ImportFileOptions extends ImportOptions {
  readonly out?: string;
}

/** Turns a mute list into a file of rules; `text` is what goes to standard output, `said` what a person should know. */
export async function importFile(
  path: string,
  { out, ...options }: ImportFileOptions,
): Promise<{ readonly text: string; readonly said: readonly string[] }> {
  const imported = importMutelist(await readYaml(path, { repeatedKeys: 'last' }), options);
  const text = rulesText(path, imported);
  if (out !== undefined) await writeNew(out, text);
  return { text: out === undefined ? text : '', said: said(imported) };
}

/** Never over rules that somebody wrote. */
async function writeNew(path: string, text: string): Promise<void> {
  await preparePath(path);
  await writeFile(path, text, { flag: 'wx' }).catch((error: unknown) => {
    const there = error instanceof Error && 'code' in error && error.code === 'EEXIST';
    const why = error instanceof Error ? error.message : String(error);
    throw new UsageError(
      there ? `${path} is there already: name a new file` : `cannot write ${path}: ${why}`,
    );
  });
}

function said({ entries, rules, leftOut }: Imported): readonly string[] {
  const taken = new Set(rules.flatMap((each) => each.lines)).size;
  return [
    `${rules.length} rules from ${taken} of ${entries} entries`,
    ...leftOut.map(({ line, why }) => `left out: ${line}: ${why}`),
  ];
}
