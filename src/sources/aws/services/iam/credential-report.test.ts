import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { answeredError, apiOf, denied, deniedReading } from '../../../../../test/api-of.ts';
import { collected } from '../../../../../test/collected.ts';
import { collectors } from './credential-report.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const CSV = [
  'user,arn,user_creation_time,password_enabled,password_last_used,password_last_changed,password_next_rotation,mfa_active,access_key_1_active,access_key_1_last_rotated,access_key_1_last_used_date,access_key_1_last_used_region,access_key_1_last_used_service,access_key_2_active,access_key_2_last_rotated,access_key_2_last_used_date,access_key_2_last_used_region,access_key_2_last_used_service,cert_1_active,cert_1_last_rotated,cert_2_active,cert_2_last_rotated,additional_credentials_info',
  '<root_account>,arn:aws:iam::111122223333:root,2020-01-01T00:00:00+00:00,not_supported,2026-10-30T10:00:00+00:00,not_supported,not_supported,true,false,N/A,N/A,N/A,N/A,false,N/A,N/A,N/A,N/A,false,N/A,false,N/A,',
  'smith,john,arn:aws:iam::111122223333:user/smith,john,2021-01-01T00:00:00+00:00,true,no_information,2021-01-02T00:00:00+00:00,N/A,false,true,2021-02-01T00:00:00+00:00,2026-01-01T00:00:00+00:00,us-east-1,s3,false,N/A,N/A,N/A,N/A,true,2021-03-01T00:00:00+00:00,false,N/A,',
].join('\n');

const REPORT = {
  Content: new Uint8Array(Buffer.from(CSV)),
  ReportFormat: 'text/csv',
  GeneratedTime: new Date('2026-10-31T23:00:00Z'),
};

const NO_KEY = { active: false, lastRotated: null, lastUsedDate: null, lastUsedService: null };
const NO_CERTIFICATE = { active: false, lastRotated: null };

async function reportOf(answers: Readonly<Record<string, unknown>>) {
  const api = apiOf('iam', { GenerateCredentialReport: { State: 'COMPLETE' }, ...answers });
  const collecting = collected(collectors, 'AWS::IAM::CredentialReport', api);
  await vi.runAllTimersAsync();
  const { resources, gap } = await collecting;
  return { report: resources[0], gap, calls: api.calls };
}

test('the rows of root and of a user with a comma in the name', async () => {
  expect((await reportOf({ GetCredentialReport: REPORT })).report).toEqual({
    type: 'AWS::IAM::CredentialReport',
    account: '111122223333',
    region: 'global',
    arn: 'arn:aws:iam::111122223333:root',
    id: '111122223333',
    generatedTime: '2026-10-31T23:00:00.000Z',
    rows: [
      {
        user: '<root_account>',
        arn: 'arn:aws:iam::111122223333:root',
        userCreationTime: '2020-01-01T00:00:00.000Z',
        passwordEnabled: null,
        passwordLastUsed: '2026-10-30T10:00:00.000Z',
        passwordLastChanged: null,
        mfaActive: true,
        accessKeys: [NO_KEY, NO_KEY],
        certificates: [NO_CERTIFICATE, NO_CERTIFICATE],
      },
      {
        user: 'smith,john',
        arn: 'arn:aws:iam::111122223333:user/smith,john',
        userCreationTime: '2021-01-01T00:00:00.000Z',
        passwordEnabled: true,
        passwordLastUsed: null,
        passwordLastChanged: '2021-01-02T00:00:00.000Z',
        mfaActive: false,
        accessKeys: [
          {
            active: true,
            lastRotated: '2021-02-01T00:00:00.000Z',
            lastUsedDate: '2026-01-01T00:00:00.000Z',
            lastUsedService: 's3',
          },
          NO_KEY,
        ],
        certificates: [{ active: true, lastRotated: '2021-03-01T00:00:00.000Z' }, NO_CERTIFICATE],
      },
    ],
  });
});

test.each([
  ['quoted names', CSV.replace('smith,john,arn', '"smith,john",arn')],
  ['line ends of Windows', CSV.replaceAll('\n', '\r\n')],
  ['a column that is new', CSV.replaceAll(/$/gm, ',new')],
  ['a row that breaks off', `${CSV}\nbob,arn:aws:iam::111122223333:user/bob`],
])('reads %s alike', async (_name, csv) => {
  const plain = (await reportOf({ GetCredentialReport: REPORT })).report;
  const { report } = await reportOf({ GetCredentialReport: { ...REPORT, Content: Buffer.from(csv) } });
  expect(report?.rows.slice(0, 2)).toEqual(plain?.rows);
});

test('the output of the aws command has the report in Base64', async () => {
  const Content = Buffer.from(CSV).toString('base64');
  const { report } = await reportOf({ GetCredentialReport: { ...REPORT, Content } });
  expect(report?.rows).toHaveLength(2);
});

test.each(['ReportInProgress', 'CredentialReportNotReadyException', 'CredentialReportNotPresentException'])(
  'waits while AWS answers %s',
  async (code) => {
    let asked = 0;
    const GetCredentialReport = () => (++asked < 3 ? answeredError(code) : REPORT);
    const { report } = await reportOf({ GetCredentialReport });
    expect(report?.rows).toHaveLength(2);
    expect(asked).toBe(3);
  },
);

test('gives up on a report that never comes', async () => {
  const { report, gap } = await reportOf({ GetCredentialReport: answeredError('ReportInProgress') });
  expect(report).toBeUndefined();
  expect(gap).toMatchObject({ call: 'iam:GetCredentialReport', why: expect.stringContaining('NotReady') });
});

test('reads a report that is there although it may not have one made', async () => {
  const answers = { GenerateCredentialReport: denied(), GetCredentialReport: REPORT };
  expect((await reportOf(answers)).report?.rows).toHaveLength(2);
});

test('names the denied call that makes reports where there is none', async () => {
  const answers = {
    GenerateCredentialReport: denied(),
    GetCredentialReport: answeredError('ReportNotPresent'),
  };
  expect((await reportOf(answers)).gap).toEqual(deniedReading('iam:GenerateCredentialReport'));
});

test('a denied report is a gap', async () => {
  const { gap } = await reportOf({ GetCredentialReport: denied() });
  expect(gap).toEqual(deniedReading('iam:GetCredentialReport'));
});
