import { Command } from 'commander';
import { asName } from '../repeatable.ts';
import { terminalOf } from '../terminal.ts';
import { addEngineFlags, addPeriodFlags, type LakeFlags } from './lake-flags.ts';

interface UsedFlags extends LakeFlags {
  readonly principal?: string;
  readonly from?: string;
  readonly to?: string;
}

const HELP = `
Events are told as the IAM actions that they take (iam:PassRole, too, which has no event); those of which that is not
documented as unknown. What was denied stands apart, and so does what the trail cannot tell: data events that it was not
told to keep.
Exit code: 0 answered.
Examples:
  rampart trail used
  rampart trail used --principal arn:aws:iam::111122223333:role/deploy --from 2026-09-01 --output json
`;

export function usedCommand(): Command {
  const command = new Command('used')
    .description('per principal the services, actions and resources that were used, and what was denied')
    .option('--principal <ARN>', 'this user or role (all its sessions) alone; a name will do', asName);
  return addEngineFlags(addPeriodFlags(command))
    .addHelpText('after', HELP)
    .action(async (flags: UsedFlags) => {
      const { findUsed, printedUsed } = await import('../../app/trail/find-used.ts');
      const answer = await findUsed(flags);
      process.stdout.write(printedUsed(answer, flags.output, terminalOf(flags)));
    });
}
