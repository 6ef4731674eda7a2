import { Command } from 'commander';
import { terminalOf } from '../terminal.ts';
import { addQuestionFlags, type QuestionFlags } from './lake-flags.ts';

const HELP = `
The table is \`events\`; docs/guides/trail.md has its columns. One SELECT, in DuckDB's SQL; it reads the lake and
nothing else. --from and --to leave out whole days.
Exit code: 0 answered.
Example:
  rampart trail query "SELECT event_name, count(*) AS calls FROM events WHERE error_code = 'AccessDenied' GROUP BY 1 ORDER BY 2 DESC"
`;

export function queryCommand(): Command {
  const command = new Command('query')
    .description('SQL of your own over the events')
    .argument('<SQL>', 'a SELECT');
  return addQuestionFlags(command, 1000)
    .addHelpText('after', HELP)
    .action(async (sql: string, flags: QuestionFlags) => {
      const { queryLake, printedQuery } = await import('../../app/trail/query-lake.ts');
      const answer = await queryLake(sql, flags);
      process.stdout.write(printedQuery(answer, flags.output, terminalOf(flags)));
    });
}
