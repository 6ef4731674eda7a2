import { execFile, spawnSync } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { printedRole } from '../src/app/role/print-role.ts';
import type { RoleOptions } from '../src/app/role/scanner-role.ts';
import type { Assessment } from '../src/model/assessment.ts';
import { type Moto, startMoto } from './moto/start-moto.ts';
import { LabUnavailable, labPython } from './moto/venv.ts';
import { type Credentials, makeClients } from './organisation/clients.ts';

const root = join(import.meta.dirname, '..');
const python = await labPython().catch((error: unknown) => {
  if (!(error instanceof LabUnavailable)) throw error;
  console.warn(`The scanner's role is not tried out. ${error.message}`);
  return null;
});

const PLAIN: RoleOptions = {
  roleName: 'RampartAudit',
  trust: [],
  organization: false,
  practices: [],
  checkIds: [],
};

/** cfn-lint comes with moto. */
function lint(templates: readonly string[]): { readonly status: number | null; readonly said: string } {
  const folder = mkdtempSync(join(tmpdir(), 'rampart-templates-'));
  const files = templates.map((_, index) => join(folder, `${index}.yaml`));
  for (const [index, text] of templates.entries()) writeFileSync(files[index] as string, text);
  const linter = join(dirname(python ?? ''), 'cfn-lint');
  const { status, stdout } = spawnSync(python ?? '', [linter, ...files], { encoding: 'utf8' });
  return { status, said: stdout };
}

test.skipIf(python === null)(
  'cfn-lint finds nothing wrong with the templates, that of the members included',
  () => {
    const organization = { ...PLAIN, organization: true };
    const templates = [
      PLAIN,
      { ...PLAIN, trust: ['012345678901', 'arn:aws:iam::111122223333:role/ci'], externalId: 'a:b/c' },
      { ...PLAIN, roleName: 'security/audit/Rampart', practices: [12] as const },
      organization,
      { ...organization, trust: ['111122223333'], externalId: '0123' },
    ].map((options) => printedRole(options, 'cloudformation'));
    const whole = parse(templates.at(-1) ?? '') as {
      Resources: { Members: { Properties: { TemplateBody: string } } };
    };
    templates.push(whole.Resources.Members.Properties.TemplateBody);
    expect(lint(templates)).toEqual({ status: 0, said: '' });
    expect(
      lint([(templates[0] ?? '').replace('AssumeRolePolicyDocument', 'AssumePolicyDocument')]).status,
    ).not.toBe(0);
  },
  120_000,
);

interface PrintedRole {
  readonly roleName: string;
  readonly path: string;
  readonly trustPolicy: object;
  readonly policies: readonly { readonly policyName: string; readonly policyDocument: object }[];
}

/** Where moto asks for another action than AWS does: it takes a service's name from the signature, and an API's for S3's. */
const MOTO_ASKS_OTHERWISE = ['cloudwatch:DescribeAlarms', 's3:GetPublicAccessBlock'];
const DENIED = /^(AccessDenied|AccessDeniedException|UnauthorizedOperation|403|Forbidden)/;

describe.skipIf(python === null)('on a moto that enforces IAM', () => {
  const BUILDER: Credentials = { accessKeyId: 'AKIALABBUILDER000000', secretAccessKey: 'lab' };
  let moto: Moto;
  let ci: Credentials;
  let account = '';

  beforeAll(async () => {
    moto = await startMoto();
    const { iam, s3, sts, ssm } = makeClients(moto.url, 'us-east-1', BUILDER);
    account = (await sts.getCallerIdentity({})).Account ?? '';
    await s3.createBucket({ Bucket: 'harbourline-documents' });
    await ssm.putParameter({ Name: '/plain', Type: 'String', Value: 'blue' });
    await iam.createUser({ UserName: 'ci' });
    const mayAssume = { Effect: 'Allow', Action: 'sts:AssumeRole', Resource: '*' };
    const PolicyDocument = JSON.stringify({ Version: '2012-10-17', Statement: [mayAssume] });
    await iam.putUserPolicy({ UserName: 'ci', PolicyName: 'assume', PolicyDocument });
    const { AccessKey } = await iam.createAccessKey({ UserName: 'ci' });
    ci = { accessKeyId: AccessKey?.AccessKeyId ?? '', secretAccessKey: AccessKey?.SecretAccessKey ?? '' };
    await make({ ...PLAIN, trust: [`arn:aws:iam::${account}:user/ci`] });
    await make({
      ...PLAIN,
      roleName: 'audit/OnlyRoot',
      trust: [`arn:aws:iam::${account}:user/ci`],
      practices: [2],
    });
    await enforce();
  }, 300_000);
  afterAll(() => moto?.stop());

  /** The role as its JSON says, through the SDK. */
  async function make(options: RoleOptions): Promise<void> {
    const { iam } = makeClients(moto.url, 'us-east-1', BUILDER);
    const role = JSON.parse(printedRole(options, 'json')) as PrintedRole;
    const { roleName: RoleName, path: Path } = role;
    await iam.createRole({ RoleName, Path, AssumeRolePolicyDocument: JSON.stringify(role.trustPolicy) });
    for (const { policyName: PolicyName, policyDocument } of role.policies) {
      const PolicyDocument = JSON.stringify(policyDocument);
      const { Policy } = await iam.createPolicy({ PolicyName, Path, PolicyDocument });
      await iam.attachRolePolicy({ RoleName, PolicyArn: Policy?.Arn ?? '' });
    }
  }

  async function enforce(): Promise<void> {
    const { ok } = await fetch(new URL('/moto-api/reset-auth', moto.url), { method: 'POST', body: '0' });
    expect(ok).toBe(true);
  }

  async function scan(role: string, ...more: readonly string[]): Promise<Assessment> {
    const args = [
      'scan',
      '--role-arn',
      `arn:aws:iam::${account}:role/${role}`,
      '--region',
      'us-east-1',
      ...more,
    ];
    const env = {
      PATH: process.env['PATH'],
      HOME: tmpdir(),
      AWS_ENDPOINT_URL: moto.url,
      AWS_ACCESS_KEY_ID: ci.accessKeyId,
      AWS_SECRET_ACCESS_KEY: ci.secretAccessKey,
      AWS_EC2_METADATA_DISABLED: 'true',
    };
    const command = [join(root, 'src/cli/main.ts'), ...args, '--output', 'json', '--quiet'];
    const ended = await promisify(execFile)(process.execPath, command, { env, maxBuffer: 1 << 28 }).catch(
      (error: unknown) => error as { readonly stdout: string }, // failures are code 1
    );
    return JSON.parse(ended.stdout) as Assessment;
  }

  const denied = ({ coverage }: Assessment): readonly string[] =>
    coverage.denied.filter((each) => DENIED.test(each.why)).map((each) => each.call);

  test('a scan by the role is denied nothing', async () => {
    const assessment = await scan('RampartAudit');
    expect(denied(assessment)).toEqual(MOTO_ASKS_OTHERWISE);
    expect(
      assessment.findings.some(
        (each) => each.resource.id === 'harbourline-documents' && each.status !== 'unknown',
      ),
    ).toBe(true);
    expect(assessment.findings.some((each) => each.resource.id === '/plain' && each.status === 'pass')).toBe(
      true,
    );
  }, 120_000);

  test('a role for one practice is enough for it, and for no other', async () => {
    expect(denied(await scan('audit/OnlyRoot', '--practice', '2'))).toEqual([]);
    const other = await scan('audit/OnlyRoot', '--practice', '12');
    expect(denied(other)).toContain('s3:ListBuckets');
  }, 120_000);
});
