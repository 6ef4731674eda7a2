import { Command } from 'commander';
import { asName } from '../repeatable.ts';
import { terminalOf } from '../terminal.ts';
import { addEngineFlags, addQuestionFlags, type QuestionFlags } from './lake-flags.ts';

const HELP = `
By its ARN, id or name, wherever an event that is not for reading only names it. A name may be that of other things
too: an ARN says which service, account and region is meant. Denied and failed attempts are told as such.
Exit code: 0 answered.
Examples:
  rampart trail who sg-0123456789abcdef0
  rampart trail who arn:aws:iam::111122223333:role/deploy --from 2026-11-01 --output json
`;

export function whoCommand(): Command {
  const command = new Command('who')
    .description('every change to a resource: when, by whom, from where, with what, allowed or denied')
    .argument('<RESOURCE>', 'an ARN, an id or a name', asName);
  return addEngineFlags(addQuestionFlags(command, 100))
    .addHelpText('after', HELP)
    .action(async (resource: string, flags: QuestionFlags) => {
      const { findChanges, printedChanges } = await import('../../app/trail/find-changes.ts');
      const answer = await findChanges(resource, flags);
      process.stdout.write(printedChanges(answer, flags.output, terminalOf(flags)));
    });
}
