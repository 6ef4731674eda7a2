import { Command } from 'commander';
import { addAccountFlags, readSourceBy } from '../iam/read-source.ts';
import { type ListFlags, listOutput } from '../list-output.ts';
import type { Outcome } from '../outcome.ts';
import { collectText } from '../repeatable.ts';
import type { SourceFlags } from '../source-flags.ts';
import { terminalOf } from '../terminal.ts';
import { amountOf, wholeOf } from './amount-of.ts';

interface SimulateFlags extends SourceFlags, ListFlags {
  readonly group: string;
  readonly load?: string;
  readonly set: readonly string[];
  readonly seed?: number;
  readonly minutes?: number;
  readonly requestsPerSecond?: number;
  readonly launchSeconds?: number;
  readonly bootSeconds?: number;
  readonly price?: number;
  readonly svg?: string;
  readonly color: boolean;
}

const HELP = `
Loads: steady, ramp, burst, pulse, diurnal, recorded:FILE, http-flood, syn-flood, udp-flood, each with what is not as
usual: burst:peak=10x,rise=5m,hold=30m. A rate is in requests a second, or with x in times of the load now.
Settings: min, max, desired, warmup, cooldown, grace, target, quota (=NUMBER), monitoring=detailed|basic, suspended=none.
The group, its policies and their alarms, its load balancer, quotas and free addresses are as they were read; what an
instance serves and how long it boots no API tells: measure them.
Exit codes: 0 simulated; 3 simulated, but a limit was not read.
Examples:
  rampart scaling simulate --group web --snapshot org.snapshot
  rampart scaling simulate --group web --load http-flood:rate=20x,hold=1h --set max=40 --svg web.svg
  rampart scaling simulate --group web --load recorded:requests.csv --requests-per-second 250 --output json
`;

export function simulateCommand(outcome: Outcome): Command {
  const command = new Command('simulate')
    .description('would a group absorb a surge, at what cost, and come back')
    .requiredOption('--group <NAME>', 'the Auto Scaling group: its name or ARN')
    .option('--load <LOAD>', "the load (rampart.yaml's surge, unless said)")
    .option(
      '--set <SETTING>',
      'a setting changed, such as max=40, for comparison (repeatable)',
      collectText,
      [],
    )
    .option('--requests-per-second <NUMBER>', 'what one instance serves', amountOf)
    .option('--launch-seconds <NUMBER>', 'from the launch to running', wholeOf)
    .option('--boot-seconds <NUMBER>', 'from running until the application answers', wholeOf)
    .option('--price <DOLLARS>', 'of an instance, an hour', amountOf)
    .option('--minutes <NUMBER>', 'how long to simulate', wholeOf)
    .option('--seed <NUMBER>', 'of what is left to chance', wholeOf)
    .option('--svg <FILE>', 'write the curves as a picture, too')
    .addOption(listOutput())
    .option('--no-color', 'no colours (also NO_COLOR)');
  return addAccountFlags(command)
    .addHelpText('after', HELP)
    .action(async (flags: SimulateFlags) => {
      const { answerScaling } = await import('../../app/scaling/answer-scaling.ts');
      const { takeScalingSnapshot } = await import('../../app/scaling/scaling-snapshot.ts');
      const { snapshot, exitCode, surge } = await readSourceBy(flags, takeScalingSnapshot);
      const answer = await answerScaling(
        snapshot,
        surge,
        { ...flags, groupName: flags.group },
        terminalOf(flags),
      );
      process.stdout.write(answer.text);
      outcome.exitCode = exitCode ?? answer.exitCode;
    });
}
