import { spawnSync } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { CATALOGUE } from '../../src/practices/catalogue.ts';
import { NOT_RECORDED } from '../not-recorded.ts';
import { withStandIns } from './commands-of.ts';
import { demoFixes } from './demo-fixes.ts';
import { STAND_IN_FILES, standIn } from './stand-ins.ts';

const terraform = spawnSync('terraform', ['version']).status === 0;
if (!terraform) console.warn('The fixes are not given to Terraform: there is none on the PATH.');

/** A snippet that changes some arguments of a resource that is in the configuration already. */
const PARTIAL = '# Its other arguments stay as they are.';
/** What Terraform says of a resource that lacks what the snippet leaves as it is. */
const LACKS = /^(Missing required argument|Insufficient \S+ blocks)$/;
const LACKS_ONE_OF = /must be specified$/;

interface Diagnostic {
  readonly summary: string;
  readonly detail: string;
  readonly range?: { readonly filename: string; readonly start: { readonly line: number } };
}

describe.skipIf(!terraform)('Terraform', () => {
  let folder: string;
  let snippets: ReadonlyMap<string, string>;
  let diagnostics: readonly Diagnostic[] | undefined;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'rampart-terraform-'));
    const fixes = await demoFixes();
    snippets = new Map(
      [...fixes].flatMap(([check, [fix]]) => (fix?.terraform ? [[check, fix.terraform] as const] : [])),
    );
    await writeConfiguration(folder, snippets);
    diagnostics = validated(folder);
  }, 300_000);
  afterAll(() => rm(folder, { recursive: true, force: true }));

  const checks = CATALOGUE.filter((check) => check.fix.terraform)
    .map((check) => check.id)
    .filter((id) => NOT_RECORDED[id]?.flawed === undefined);

  test.each(checks)('would write the text of %s no other way', (check) => {
    const snippet = `${snippets.get(check)}\n`;
    const { stdout, stderr } = spawnSync('terraform', ['fmt', '-'], { input: snippet, encoding: 'utf8' });
    expect(stdout, stderr).toBe(snippet);
  });

  test('finds no other resource, argument or value than those of the AWS provider', ({ skip }) => {
    if (!diagnostics) return skip('the AWS provider cannot be had');
    const found = diagnostics.filter((each) => !isOfTheRest(each, snippets));
    expect(found.map(({ summary, detail, range }) => `${range?.filename}: ${summary}: ${detail}`)).toEqual(
      [],
    );
  });
});

/** A module for each snippet, since all of them call their resources the same. */
async function writeConfiguration(folder: string, snippets: ReadonlyMap<string, string>): Promise<void> {
  for (const [name, text] of Object.entries(STAND_IN_FILES)) await writeFile(join(folder, name), text);
  const modules = [...snippets.keys()].map((check) => `module "${check}" {\n  source = "./${check}"\n}\n`);
  await writeFile(join(folder, 'main.tf'), `${ROOT}${modules.join('\n')}`);
  for (const [check, snippet] of snippets) {
    await mkdir(join(folder, check));
    await writeFile(join(folder, check, 'main.tf'), withStandIns(withoutImports(snippet), standIn));
  }
}

const ROOT = `terraform {
  required_providers {
    aws = { source = "hashicorp/aws" }
  }
}

provider "aws" {
  region = "us-east-1"
}

`;

/** An import belongs to the root module. */
const withoutImports = (snippet: string): string => snippet.replace(/^import \{.*?^\}\n/gms, '');

/** Undefined: there is no provider to ask. Where no registry is reached, TF_CLI_ARGS_init can name a folder of it. */
function validated(folder: string): readonly Diagnostic[] | undefined {
  const options = { cwd: folder, encoding: 'utf8', timeout: 120_000 } as const;
  const init = spawnSync('terraform', ['init', '-input=false'], options);
  if (init.status !== 0) {
    console.warn('The fixes are not held against the AWS provider of Terraform: it cannot be had.');
    return undefined;
  }
  const { stdout, stderr } = spawnSync('terraform', ['validate', '-json'], options);
  const answer = JSON.parse(stdout) as { readonly diagnostics?: readonly Diagnostic[] };
  if (!answer.diagnostics) throw new Error(stderr);
  return answer.diagnostics;
}

function isOfTheRest({ summary, detail, range }: Diagnostic, snippets: ReadonlyMap<string, string>): boolean {
  const snippet = snippets.get(range?.filename.split('/')[0] ?? '') ?? '';
  return snippet.includes(PARTIAL) && (LACKS.test(summary) || LACKS_ONE_OF.test(detail));
}
