import { Command, Option } from 'commander';
import { SEVERITIES, type Severity } from '../model/finding.ts';
import { printable } from '../report/printable.ts';
import type { Outcome } from './outcome.ts';
import { collectText } from './repeatable.ts';
import { terminalOf } from './terminal.ts';

interface DiffFlags {
  readonly output: readonly string[];
  readonly failOn: Severity | 'never';
  readonly quiet?: boolean;
  readonly color: boolean;
}

const HELP = `
Each FILE is an assessment written by \`rampart scan --output json=FILE\`. With several earlier ones, what was
fixed between them and fails again is told as reopened. docs/guides/diff.md defines every word.
Exit codes: 1 for new or reopened failures at --fail-on or worse; 3 where that cannot be told; else 0.
Examples:
  rampart diff yesterday.json today.json
  rampart diff main.json branch.json --output markdown=comment.md --fail-on medium
`;

export function diffCommand(outcome: Outcome): Command {
  return new Command('diff')
    .description('what is new, fixed, still failing or no longer known between assessments')
    .usage('[options] OLD... NEW')
    .argument('<FILE...>', 'earlier assessments, the oldest first, then the new one')
    .option(
      '--output <FORMAT[=PATH]>',
      'table, json, markdown; to standard output or a file; repeatable (default: table)',
      collectText,
      [],
    )
    .addOption(
      new Option('--fail-on <LEVEL>', 'exit with 1 for new or reopened failures of this severity or worse')
        .choices([...SEVERITIES, 'never'])
        .default('high'),
    )
    .option('--quiet', 'no warnings on standard error')
    .option('--no-color', 'no colours (also NO_COLOR)')
    .addHelpText('after', HELP)
    .action(async (files: readonly string[], flags: DiffFlags) => {
      outcome.exitCode = await compare(files, flags);
    });
}

async function compare(files: readonly string[], flags: DiffFlags): Promise<number> {
  const { diffAssessments } = await import('../app/diff-assessments.ts');
  const { parseDiffOutput, writeDiff } = await import('../app/diff-outputs.ts');
  const { prepareOutputs } = await import('../app/outputs.ts');
  const { diffExitCode } = await import('../app/exit-code.ts');
  const asked = flags.output.length > 0 ? flags.output : ['table'];
  const outputs = asked.map(parseDiffOutput);
  await prepareOutputs(outputs);
  const diff = await diffAssessments(files);
  const disorder = diff.notes.filter((each) => each.kind === 'order');
  if (!flags.quiet) for (const { text } of disorder) process.stderr.write(`rampart: ${printable(text)}\n`);
  await writeDiff(diff, outputs, { terminal: terminalOf(flags), stdout: process.stdout });
  return diffExitCode(diff, flags.failOn);
}
