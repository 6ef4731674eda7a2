import type { Argument, Option } from 'commander';
import { FINDING_STATUSES, SEVERITIES } from '../../model/finding.ts';
import { PRACTICES } from '../../model/practice.ts';

/** What may stand where a command takes a value. `outputs`: a word, or a word, `=` and a file. */
export type ValueSource =
  | { readonly kind: 'words' | 'outputs'; readonly words: readonly string[] }
  | { readonly kind: 'file' | 'folder' | 'free' };

type Source = () => ValueSource | Promise<ValueSource>;

const FILE: ValueSource = { kind: 'file' };
const FREE: ValueSource = { kind: 'free' };

function words(all: readonly string[]): ValueSource {
  return { kind: 'words', words: all };
}

async function checkIds(): Promise<ValueSource> {
  const { CHECK_IDS } = await import('../../app/choose-checks.ts');
  return words(CHECK_IDS);
}

async function frameworkIds(): Promise<ValueSource> {
  const { FRAMEWORK_IDS } = await import('../../app/choose-frameworks.ts');
  return words(FRAMEWORK_IDS);
}

async function outputFormats(): Promise<ValueSource> {
  const { OUTPUT_FORMATS } = await import('../../app/output-formats.ts');
  return { kind: 'outputs', words: OUTPUT_FORMATS };
}

async function diffFormats(): Promise<ValueSource> {
  const { DIFF_FORMATS } = await import('../../app/diff-outputs.ts');
  return { kind: 'outputs', words: Object.keys(DIFF_FORMATS) };
}

/** By command and flag, by flag, or by what the flag's help calls its value. */
const SOURCES: Readonly<Record<string, Source>> = {
  'scan --output': outputFormats,
  'diff --output': diffFormats,
  'checks show <check-id>': checkIds,
  'frameworks show <id>': frameworkIds,
  '--check': checkIds,
  '--framework': frameworkIds,
  '--control': frameworkIds,
  '--external-id': () => FREE,
  '--exclude-account': () => FREE,
  '--principal-account': () => FREE,
  '--resource-account': () => FREE,
  '--management-account': () => FREE,
  '--account': () => FREE,
  '--organization': () => FREE,
  '--trusted-account': () => FREE,
  '<TYPE>': () => FREE,
  '<1..12>': () => words(PRACTICES.map((each) => String(each.practice))),
  '<LEVEL>': () => words(SEVERITIES),
  '<STATUS>': () => words(FINDING_STATUSES),
  '<FILE>': () => FILE,
  '<file>': () => FILE,
  '<FILE[,FILE]>': () => FILE,
  '<OLD>': () => FILE,
  '<POLICY>': () => FILE,
  '<NEW>': () => FILE,
  '<mutelist>': () => FILE,
  '<PATH>': () => ({ kind: 'folder' }),
  '<DIR>': () => ({ kind: 'folder' }),
  '<NAME>': () => FREE,
  '<ARN>': () => FREE,
  '<ACTION>': () => FREE,
  '<RESOURCE>': () => FREE,
  '<KEY=VALUE>': () => FREE,
  '<PRINCIPAL>': () => FREE,
  '<TIME>': () => FREE,
  '<COUNT>': () => FREE,
  '<FACTOR>': () => FREE,
  '<FROM>': () => FREE,
  '<TO>': () => FREE,
  '<TRAFFIC>': () => FREE,
  '<PORT>': () => FREE,
  '<ADDRESS>': () => FREE,
  '<ID>': () => FREE,
  '<SQL>': () => FREE,
  '<BUCKET>': () => FREE,
  '<S3>': () => FREE,
  '<LOAD>': () => FREE,
  '<SETTING>': () => FREE,
  '<NUMBER>': () => FREE,
  '<DOLLARS>': () => FREE,
  '<SOURCE>': () => ({ kind: 'folder' }),
  '<finding-id>': () => FREE,
};

export function valueOfOption(option: Option, path: string): ValueSource | Promise<ValueSource> {
  const placeholder = /<.*>$/.exec(option.flags)?.[0] ?? '';
  return (
    chosen(option) ??
    sourceOf([`${path} ${option.long}`, option.long ?? '', placeholder], `${path} ${option.flags}`)
  );
}

export function valueOfArgument(argument: Argument, path: string): ValueSource | Promise<ValueSource> {
  const placeholder = `<${argument.name()}>`;
  return chosen(argument) ?? sourceOf([`${path} ${placeholder}`, placeholder], `${path} ${placeholder}`);
}

function chosen({ argChoices }: Option | Argument): ValueSource | null {
  return argChoices ? words(argChoices) : null;
}

/** INVARIANT: a test completes the whole program, so that a new flag cannot be left out. */
function sourceOf(keys: readonly string[], what: string): ValueSource | Promise<ValueSource> {
  const key = keys.find((each) => Object.hasOwn(SOURCES, each));
  const source = key === undefined ? undefined : SOURCES[key];
  if (!source) throw new Error(`nothing is known to complete ${what}: add it to value-source.ts`);
  return source();
}
