import { Command } from 'commander';
import type { TimelineSubject } from '../../trail/questions/timeline.ts';
import { asName } from '../repeatable.ts';
import { terminalOf } from '../terminal.ts';
import { addEngineFlags, addQuestionFlags, type QuestionFlags } from './lake-flags.ts';

const HELP = `
With several of --principal, --ip and --key, the events that all of them fit. The latest --limit events are shown, the
earliest of them first.
Exit code: 0 answered.
Examples:
  rampart trail timeline --principal arn:aws:iam::111122223333:role/deploy
  rampart trail timeline --ip 198.51.100.7 --from 2026-11-01 --to 2026-11-02
  rampart trail timeline --key AKIAIOSFODNN7EXAMPLE --output json
`;

export function timelineCommand(): Command {
  const command = new Command('timeline')
    .description('what a principal, an address or an access key did, in order')
    .option('--principal <ARN>', 'a user, a role (all its sessions), a session; a name will do', asName)
    .option('--ip <ADDRESS>', 'the address that the calls came from', asName)
    .option('--key <ID>', 'the access key that signed the calls', asName);
  return addEngineFlags(addQuestionFlags(command, 1000))
    .addHelpText('after', HELP)
    .action(async (flags: QuestionFlags & TimelineSubject) => {
      const { findTimeline, printedTimeline } = await import('../../app/trail/find-timeline.ts');
      const answer = await findTimeline(flags, flags);
      process.stdout.write(printedTimeline(answer, flags.output, terminalOf(flags)));
    });
}
