import { type Command, InvalidArgumentError, Option } from 'commander';
import type { EngineOptions } from '../../app/trail/ask-lake.ts';
import { asTime } from '../as-time.ts';
import { type ListFlags, listOutput } from '../list-output.ts';

export interface LakeFlags extends ListFlags, EngineOptions {
  readonly lake: string;
  readonly color: boolean;
}

export interface QuestionFlags extends LakeFlags {
  readonly from?: string;
  readonly to?: string;
  readonly limit: number;
}

export function lakeOption(): Option {
  return new Option('--lake <DIR>', 'the folder of the lake').default('rampart-trail');
}

/** Of the commands whose questions Athena understands, too. */
export function addEngineFlags(command: Command): Command {
  return command
    .addOption(
      new Option('--engine <NAME>', 'who is asked: DuckDB over the lake, or Athena').choices([
        'duckdb',
        'athena',
      ]),
    )
    .option('--view <NAME>', "Athena's view, as athena-ddl made it (default: default.events)")
    .option('--workgroup <NAME>', 'the workgroup of Athena (default: primary)')
    .option('--output-location <S3>', 'where Athena puts results, for a workgroup that names no place')
    .option('--profile <NAME>', 'for Athena, profile of the shared AWS config files');
}

/** Of every command that asks the lake. */
export function addPeriodFlags(command: Command): Command {
  return command
    .addOption(lakeOption())
    .option('--from <TIME>', 'events of this time and later, ISO 8601', asTime)
    .option('--to <TIME>', 'events before this time, ISO 8601', asTime)
    .addOption(listOutput())
    .option('--no-color', 'no colours (also NO_COLOR)');
}

/** Of those that list events or rows. */
export function addQuestionFlags(command: Command, limit: number): Command {
  const most = new Option('--limit <COUNT>', 'so many at most').argParser(asLimit).default(limit);
  return addPeriodFlags(command).addOption(most);
}

function asLimit(value: string): number {
  const limit = Number(value);
  if (!/^\d{1,7}$/.test(value) || limit === 0)
    throw new InvalidArgumentError('expected a number from 1 to 9999999.');
  return limit;
}
