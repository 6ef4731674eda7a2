import { readdir, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { type RefusedRule, type RuleDocument, type RuleSet, ruleSetOf } from '../../trail/sigma/rule-set.ts';
import { UsageError } from '../errors.ts';
import { readText } from '../text-file.ts';
import { parseYamlDocuments, type YamlFile } from '../yaml-file.ts';

/** Rampart's own, which lie beside the package's `dist`, or beside `src`. */
const PACKAGE = join(import.meta.dirname, import.meta.filename.endsWith('.ts') ? '../../..' : '../../../..');
const OWN_FOLDER = 'rules/cloudtrail';

export function ownRules(): Promise<RuleSet> {
  return readRules(join(PACKAGE, OWN_FOLDER), (path) => `rampart/${OWN_FOLDER}/${basename(path)}`);
}

/** Of a file, or of a folder and all below it; correlations find rules of every file. `named`: in answers. */
export async function readRules(path: string, named = (file: string): string => file): Promise<RuleSet> {
  const refused: RefusedRule[] = [];
  const documents: RuleDocument[] = [];
  for (const file of await ruleFiles(path))
    for (const each of parseYamlDocuments(named(file), await readText(file, 'a file of Sigma rules')))
      if (each instanceof UsageError) refused.push(brokenRule(named(file), each));
      else if (each.value !== null) documents.push(documentOf(each));
  const set = ruleSetOf(documents);
  return { ...set, refused: [...refused, ...set.refused] };
}

async function ruleFiles(path: string): Promise<readonly string[]> {
  const found = await stat(path).catch(() => null);
  if (!found) throw new UsageError(`${path}: expected a folder of Sigma rules, or a file`);
  if (!found.isDirectory()) return [path];
  const entries = await readdir(path, { recursive: true, withFileTypes: true });
  const files = entries.filter((each) => each.isFile() && /\.ya?ml$/i.test(each.name));
  if (files.length === 0) throw new UsageError(`${path}: no file of this folder ends with .yml or .yaml`);
  return files.map((each) => join(each.parentPath, each.name)).sort();
}

function documentOf(file: YamlFile): RuleDocument {
  // Where a key itself stands, which is the line that its modifiers are on.
  return {
    value: file.value,
    placeOf: (path) => file.line(path.slice(0, -1), path.length === 0 ? undefined : String(path.at(-1))),
  };
}

/** The parser's sentence begins with the place. */
function brokenRule(file: string, { message }: UsageError): RefusedRule {
  const place = message.startsWith(`${file}:`) ? (/^:\d+/.exec(message.slice(file.length))?.[0] ?? '') : '';
  const why = message.slice(message.startsWith(file) ? file.length : 0).replace(/^[:\d]+ /, '');
  return { place: `${file}${place}`, title: basename(file), why };
}
