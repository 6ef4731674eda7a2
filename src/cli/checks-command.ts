import { Command, Option } from 'commander';

interface ListFlags {
  readonly output: 'table' | 'json';
}

export function checksCommand(): Command {
  const output = (): Option =>
    new Option('--output <FORMAT>', 'how to print').choices(['table', 'json']).default('table');
  const list = new Command('list').description('every check, by practice').addOption(output());
  const show = new Command('show')
    .description('one check: why, what it reads, what to do')
    .argument('<id>', 'its id')
    .addOption(output());
  list.action(async (flags: ListFlags) => {
    const { checkList, checkListJson } = await import('../app/describe-checks.ts');
    process.stdout.write(flags.output === 'json' ? checkListJson() : checkList());
  });
  show.action(async (id: string, flags: ListFlags) => {
    const { checkPage, checkPageJson } = await import('../app/describe-checks.ts');
    process.stdout.write(flags.output === 'json' ? checkPageJson(id) : checkPage(id));
  });
  return new Command('checks').description('the catalogue of checks').addCommand(list).addCommand(show);
}
