import { Command } from 'commander';
import type { AthenaOptions } from '../../app/trail/athena-statements.ts';
import { asTime } from '../as-time.ts';
import { collectAccountId, collectRegion } from '../source-flags.ts';

const HELP = `
A table over the files as CloudTrail delivered them, with its partitions projected, and a view of it that has the columns
of \`rampart trail query\`. Run the two statements in Athena, one at a time. Fewer accounts and regions, and a later first
day, make queries quicker and cheaper.
Exit code: 0 printed.
Examples:
  rampart trail athena-ddl s3://my-trail --account 111122223333 --from 2026-01-01
  rampart trail athena-ddl s3://org-trail/audit --organization o-a1b2c3d4e5 --account 111122223333 --account 444455556666
`;

export function athenaDdlCommand(): Command {
  return new Command('athena-ddl')
    .description("the statements that make a bucket of CloudTrail's files the table `events` in Athena")
    .argument('<BUCKET>', 's3://bucket/prefix: what stands before AWSLogs')
    .option('--account <ID>', 'an account whose events are wanted; repeatable', collectAccountId, [])
    .option('--region <NAME>', 'a region; repeatable (default: all of the partition aws)', collectRegion, [])
    .option('--organization <ID>', "the organisation's id, where its trail delivers")
    .option('--from <TIME>', 'events of this day and later (default: since there is CloudTrail)', asTime)
    .option('--database <NAME>', 'the database, which is there', 'default')
    .option('--table <NAME>', 'what to call the table of the files', 'cloudtrail_logs')
    .option('--view <NAME>', 'what to call the view', 'events')
    .addHelpText('after', HELP)
    .action(async (bucket: string, flags: AthenaOptions) => {
      const { athenaStatements } = await import('../../app/trail/athena-statements.ts');
      process.stdout.write(athenaStatements(bucket, flags));
    });
}
