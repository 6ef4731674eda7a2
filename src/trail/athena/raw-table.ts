import { quoted } from '../duckdb.ts';
import type { Sql } from '../sql/dialect.ts';

/** Where a trail's log files are, and which of them a table is to show. */
export interface AthenaLogs {
  readonly bucket: string;
  /** Before `AWSLogs`, with a slash at its end; empty: none. */
  readonly prefix: string;
  /** `o-…` of an organisation's trail, whose id stands in the path. */
  readonly organization: string | null;
  readonly accounts: readonly string[];
  readonly regions: readonly string[];
  /** `2026-11-01`: the first day. */
  readonly from: string;
}

/**
 * What is read of a record. Each is text: the nested parts, whatever they hold, are theirs as JSON, with the keys as
 * CloudTrail wrote them.
 * https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-record-contents.html
 */
export const RAW_COLUMNS =
  `eventversion useridentity eventtime eventsource eventname awsregion sourceipaddress useragent
  errorcode errormessage requestparameters responseelements additionaleventdata requestid eventid readonly resources
  eventtype apiversion managementevent recipientaccountid serviceeventdetails sharedeventid vpcendpointid eventcategory
  sessioncredentialfromconsole tlsdetails`.split(/\s+/);

/** Of the folders that the files lie in. */
export const PARTITIONS = ['account', 'region', 'day'] as const;

/**
 * The log files as Athena reads them, partitions projected: nothing has to be added for a new day.
 * https://docs.aws.amazon.com/athena/latest/ug/create-cloudtrail-table-partition-projection.html
 */
export function createRawTable(name: Sql, logs: AthenaLogs): Sql {
  const { bucket, prefix, organization, accounts, regions, from } = logs;
  const location = `s3://${bucket}/${prefix}AWSLogs/${organization === null ? '' : `${organization}/`}`;
  const properties = {
    'projection.enabled': 'true',
    'projection.account.type': 'enum',
    'projection.account.values': accounts.join(','),
    'projection.region.type': 'enum',
    'projection.region.values': regions.join(','),
    'projection.day.type': 'date',
    'projection.day.format': 'yyyy/MM/dd',
    'projection.day.range': `${from.replaceAll('-', '/')},NOW`,
    'projection.day.interval': '1',
    'projection.day.interval.unit': 'DAYS',
    'storage.location.template': `${location}\${account}/CloudTrail/\${region}/\${day}`,
  };
  return `CREATE EXTERNAL TABLE ${name} (
${RAW_COLUMNS.map((each) => `  ${each} string`).join(',\n')}
)
PARTITIONED BY (${PARTITIONS.map((each) => `${each} string`).join(', ')})
ROW FORMAT SERDE 'org.apache.hive.hcatalog.data.JsonSerDe'
STORED AS INPUTFORMAT 'com.amazon.emr.cloudtrail.CloudTrailInputFormat'
OUTPUTFORMAT 'org.apache.hadoop.hive.ql.io.HiveIgnoreKeyTextOutputFormat'
LOCATION ${quoted(location)}
TBLPROPERTIES (
${Object.entries(properties)
  .map(([key, value]) => `  ${quoted(key)} = ${quoted(value)}`)
  .join(',\n')}
)`;
}
