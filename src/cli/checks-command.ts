import { Command, Option } from 'commander';
import type { CheckFilter } from '../app/describe-checks.ts';
import { SEVERITIES, type Severity } from '../model/finding.ts';
import type { Practice } from '../model/practice.ts';
import { type ListFlags, listOutput } from './list-output.ts';
import { collectOne, collectPractice, collectText } from './repeatable.ts';

interface FilterFlags extends ListFlags {
  readonly practice: readonly Practice[];
  readonly severity: readonly Severity[];
  readonly control: readonly string[];
}

export function checksCommand(): Command {
  const list = new Command('list')
    .description('every check, by practice')
    .option('--practice <1..12>', 'of this practice only; repeatable', collectPractice, [])
    .addOption(
      new Option('--severity <LEVEL>', `of this severity only; repeatable (${SEVERITIES.join(', ')})`)
        .argParser(collectOne(SEVERITIES))
        .default([]),
    )
    .option(
      '--control <FRAMEWORK[:REQUIREMENT]>',
      'that answer a framework, or one of its requirements, only: cis-aws-5.0.0:2.19; repeatable',
      collectText,
      [],
    )
    .addOption(listOutput());
  const show = new Command('show')
    .description('one check: why, what it reads, what to do')
    .argument('<check-id>', 'its id')
    .addOption(listOutput());
  list.action(async (flags: FilterFlags) => {
    const { checkList, checkListJson } = await import('../app/describe-checks.ts');
    const { practice: practices, severity: severities, control: controls } = flags;
    const filter: CheckFilter = { practices, severities, controls };
    process.stdout.write(flags.output === 'json' ? checkListJson(filter) : checkList(filter));
  });
  show.action(async (id: string, flags: ListFlags) => {
    const { checkPage, checkPageJson } = await import('../app/describe-checks.ts');
    process.stdout.write(flags.output === 'json' ? checkPageJson(id) : checkPage(id));
  });
  return new Command('checks').description('the catalogue of checks').addCommand(list).addCommand(show);
}
