import { expect, test } from 'vitest';
import { EVENT_COLUMNS } from '../../trail/event-columns.ts';
import { UsageError } from '../errors.ts';
import { type AthenaOptions, athenaStatements } from './athena-statements.ts';

const OPTIONS: AthenaOptions = {
  account: ['111122223333', '444455556666'],
  region: ['eu-west-1', 'us-east-1'],
  database: 'default',
  table: 'cloudtrail_logs',
  view: 'events',
};

test('a table over the files of one account after the other, and a view', () => {
  const text = athenaStatements('s3://my-trail/audit', { ...OPTIONS, from: '2026-01-01T00:00:00.000Z' });
  const [table = '', view = '', rest] = text.split(';\n');
  expect(rest).toBe('');
  expect(table).toMatch(/^CREATE EXTERNAL TABLE default\.cloudtrail_logs \(\n {2}eventversion string,\n/);
  expect(table).toContain("LOCATION 's3://my-trail/audit/AWSLogs/'\n");
  const properties = Object.fromEntries(
    [...table.matchAll(/^ {2}'([^']+)' = '([^']+)'/gm)].map(([, key, value]) => [key, value]),
  );
  expect(properties).toEqual({
    'projection.enabled': 'true',
    'projection.account.type': 'enum',
    'projection.account.values': '111122223333,444455556666',
    'projection.region.type': 'enum',
    'projection.region.values': 'eu-west-1,us-east-1',
    'projection.day.type': 'date',
    'projection.day.format': 'yyyy/MM/dd',
    'projection.day.range': '2026/01/01,NOW',
    'projection.day.interval': '1',
    'projection.day.interval.unit': 'DAYS',
    'storage.location.template': 's3://my-trail/audit/AWSLogs/${account}/CloudTrail/${region}/${day}',
  });
  expect(view).toMatch(/^\nCREATE OR REPLACE VIEW default\.events AS SELECT\n/);
  for (const { name } of EVENT_COLUMNS) expect(view).toContain(` AS ${name},`);
  expect(view).not.toContain('NULL AS');
  expect(view).toMatch(/FROM default\.cloudtrail_logs$/);
});

test("an organisation's trail has its id in the path", () => {
  const text = athenaStatements('s3://my-trail', { ...OPTIONS, organization: 'o-a1b2c3d4e5' });
  expect(text).toContain("LOCATION 's3://my-trail/AWSLogs/o-a1b2c3d4e5/'");
  expect(text).toContain("'s3://my-trail/AWSLogs/o-a1b2c3d4e5/${account}/CloudTrail/${region}/${day}'");
});

test('all regions, since there is CloudTrail, unless said', () => {
  const text = athenaStatements('s3://my-trail', { ...OPTIONS, region: [] });
  expect(text).toMatch(/'projection\.region\.values' = 'af-south-1,.*us-west-2'/);
  expect(text).toContain("'projection.day.range' = '2013/11/13,NOW'");
});

test.each<[string, Partial<AthenaOptions>, string]>([
  ['logs', {}, 'logs: expected s3://bucket/prefix, without AWSLogs'],
  ['s3://my-trail/AWSLogs/111122223333', {}, 'leave out AWSLogs and what is below it'],
  ['s3://my-trail', { account: [] }, '--account is missing'],
  ['s3://my-trail', { organization: 'acme' }, "acme is no organisation's id"],
  ['s3://my-trail', { table: 'a; DROP TABLE b' }, 'a; DROP TABLE b is no name for Athena'],
  ['s3://my-trail', { view: 'cloudtrail_logs' }, 'they are two things'],
])('%s %j is refused', (where, wrong, why) => {
  const ask = () => athenaStatements(where, { ...OPTIONS, ...wrong });
  expect(ask).toThrow(UsageError);
  expect(ask).toThrow(why);
});
