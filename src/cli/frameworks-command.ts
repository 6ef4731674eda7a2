import { Command } from 'commander';
import { type ListFlags, listOutput } from './list-output.ts';

export function frameworksCommand(): Command {
  const list = new Command('list')
    .description('every framework, and how much of it the checks answer')
    .addOption(listOutput());
  const show = new Command('show')
    .description('one framework: its requirements, the checks that answer each, and what is not looked at')
    .argument('<id>', 'its id')
    .addOption(listOutput());
  list.action(async (flags: ListFlags) => {
    const { frameworkList, frameworkListJson } = await import('../app/describe-frameworks.ts');
    process.stdout.write(flags.output === 'json' ? frameworkListJson() : frameworkList());
  });
  show.action(async (id: string, flags: ListFlags) => {
    const { frameworkPage, frameworkPageJson } = await import('../app/describe-frameworks.ts');
    process.stdout.write(flags.output === 'json' ? frameworkPageJson(id) : frameworkPage(id));
  });
  return new Command('frameworks').description('the compliance frameworks').addCommand(list).addCommand(show);
}
