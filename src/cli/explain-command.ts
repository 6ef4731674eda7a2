import { Command } from 'commander';
import type { Practice } from '../model/practice.ts';
import { configOf } from './config-of.ts';
import { Interruption } from './interruption.ts';
import { collectGarbageOften, keepYoungSpaceSmall } from './lean-memory.ts';
import { type ListFlags, listOutput } from './list-output.ts';
import { ProgressLine } from './progress-line.ts';
import { collectPractice, collectText } from './repeatable.ts';
import { addSourceFlags, type SourceFlags, sourceOptions } from './source-flags.ts';
import { terminalOf } from './terminal.ts';
import { trailOption } from './trail-option.ts';

interface ExplainFlags extends SourceFlags, ListFlags {
  readonly assessment?: string;
  readonly suppressions?: string;
  readonly trail?: string;
  readonly practice: readonly Practice[];
  readonly check: readonly string[];
  readonly color: boolean;
}

const HELP = `
The beginning of an id is enough where no other finding's id begins so. Without --assessment the facts are read
as \`rampart scan\` reads them; --check or --practice make that shorter.
Examples:
  rampart explain 3f2a91bc --assessment assessment.json
  rampart explain 3f2a91bc --snapshot org.snapshot --output json
`;

export function explainCommand(): Command {
  const command = new Command('explain')
    .description('one finding: the facts, why it matters, the evidence, and the fix for this very resource')
    .argument('<finding-id>', 'its id, or the beginning of it')
    .option('--assessment <FILE>', 'an assessment written by `rampart scan --output json=FILE`');
  return addSourceFlags(command)
    .option('--practice <1..12>', 'judge by this practice only; repeatable', collectPractice, [])
    .option('--check <ID>', 'judge by this check only; repeatable', collectText, [])
    .option('--suppressions <FILE>', 'accepted failures (default: suppressions of rampart.yaml)')
    .addOption(trailOption())
    .addOption(listOutput())
    .option('--no-color', 'no colours (also NO_COLOR)')
    .addHelpText('after', HELP)
    .action(explain);
}

async function explain(id: string, flags: ExplainFlags): Promise<void> {
  keepYoungSpaceSmall();
  if (flags.snapshot === undefined && flags.assessment === undefined) collectGarbageOften();
  const { explained, printedExplanation } = await import('../app/explain.ts');
  const config = flags.assessment === undefined ? await configOf(flags) : null;
  const progress = new ProgressLine(process.stderr, flags.quiet ?? false);
  const interruption = new Interruption();
  const explanation = await explained(id, {
    ...sourceOptions(flags, config),
    ...(flags.assessment === undefined ? {} : { assessment: flags.assessment }),
    practices: flags.practice,
    checkIds: flags.check,
    ...(config === null ? {} : { config }),
    ...(flags.suppressions === undefined ? {} : { suppressions: flags.suppressions }),
    ...(flags.trail === undefined ? {} : { trail: flags.trail }),
    signal: interruption.signal,
    onProgress: progress.update,
  });
  progress.end();
  interruption.done();
  process.stdout.write(printedExplanation(explanation, flags.output, terminalOf(flags)));
}
