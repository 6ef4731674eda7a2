import { AWS_REGIONS } from '../../model/aws-regions.ts';
import { athenaDdl } from '../../trail/athena/athena-ddl.ts';
import { UsageError } from '../errors.ts';
import { bucketPlace } from './source-of.ts';

export interface AthenaOptions {
  readonly account: readonly string[];
  readonly region: readonly string[];
  readonly organization?: string;
  /** ISO 8601: events before this day are not in the table. */
  readonly from?: string;
  readonly database: string;
  readonly table: string;
  readonly view: string;
}

/** Before it CloudTrail had delivered nothing. */
const FIRST = '2013-11-13';

/** What to run in Athena once, so that it has the log files of a bucket as the table `events`. Throws `UsageError`. */
export function athenaStatements(where: string, options: AthenaOptions): string {
  const place = bucketPlace(where);
  if (!place) throw new UsageError(`${where}: expected s3://bucket/prefix, without AWSLogs`);
  const { bucket, prefix } = place;
  if (/(^|\/)AWSLogs\//.test(prefix))
    throw new UsageError(
      `${where}: leave out AWSLogs and what is below it: accounts, regions and days follow it`,
    );
  const { account, region, organization = null, from = FIRST, database, table, view } = options;
  if (account.length === 0)
    throw new UsageError('--account is missing: repeat it for each account whose events you ask for');
  if (organization !== null && !/^o-[a-z0-9]{10,32}$/.test(organization))
    throw new UsageError(`--organization: ${organization} is no organisation's id: expected o-…`);
  for (const name of [database, table, view]) {
    if (!/^[a-z_][a-z0-9_]*$/.test(name))
      throw new UsageError(`${name} is no name for Athena: expected small letters, digits and underscores`);
  }
  if (table === view) throw new UsageError(`--table and --view are both ${table}: they are two things`);
  const regions = region.length > 0 ? region : (AWS_REGIONS['aws'] ?? []);
  const logs = { bucket, prefix, organization, accounts: account, regions, from: from.slice(0, 10) };
  return `${athenaDdl(logs, { database, table, view }).join(';\n\n')};\n`;
}
