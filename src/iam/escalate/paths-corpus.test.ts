import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import {
  ALL,
  aDocument,
  aGroupView,
  aManagedView,
  anAccountView,
  anIamView,
  anInline,
  aRoleView,
  aUserView,
  held,
  type StatementText,
} from '../../../test/builders/iam-view.ts';
import { ACCOUNT, AS_OF } from '../../../test/inventory-of.ts';
import { read } from '../../model/reading.ts';
import type { IamView, PrincipalView, WorkloadKind } from '../view/iam-view.ts';
import { escalations } from './escalations.ts';

/** Known ways to escalate (../shared/data/iam/SOURCES.md), each on an account that has just what it takes. */
const FILE = join(import.meta.dirname, '../../../../shared/data/iam/privilege-escalation-paths.json');
const isThere = existsSync(FILE);
if (!isThere) console.log('paths-corpus.test.ts: ../shared is not there, so its paths are left out');

interface Row {
  readonly id: string;
  readonly category: string;
  readonly requiredPermissions: readonly { readonly permission: string }[];
  readonly passedToService?: readonly string[];
}

const rows: readonly Row[] = isThere ? (JSON.parse(readFileSync(FILE, 'utf8')) as readonly Row[]) : [];

const SERVICES = [
  'apprunner-tasks',
  'bedrock-agentcore.amazonaws.com',
  'cloudformation.amazonaws.com',
  'codebuild.amazonaws.com',
  'ec2.amazonaws.com',
  'ecs-tasks.amazonaws.com',
  'glue.amazonaws.com',
  'lambda.amazonaws.com',
  'sagemaker.amazonaws.com',
  'states.amazonaws.com',
  'scheduler.amazonaws.com',
  'tasks.apprunner.amazonaws.com',
  'datapipeline.amazonaws.com',
  'elasticmapreduce.amazonaws.com',
].filter((each) => each.includes('.'));

const UNLISTED: ReadonlySet<WorkloadKind> = new Set<WorkloadKind>([
  'AWS::EC2::Instance',
  'AWS::EC2::LaunchTemplate',
  'AWS::AutoScaling::LaunchConfiguration',
  'AWS::Lambda::Function',
  'AWS::ECS::Task',
  'AWS::AppRunner::Service',
  'AWS::BedrockAgentCore::CodeInterpreterCustom',
  'AWS::CloudFormation::Stack',
  'AWS::CloudFormation::StackSet',
  'AWS::CodeBuild::Project',
  'AWS::Glue::DevEndpoint',
  'AWS::SageMaker::NotebookInstance',
  'AWS::StepFunctions::StateMachine',
]);

interface World {
  readonly condition?: StatementText['Condition'];
  readonly denied?: 'scp' | 'boundary';
  /** What the target trusts instead. */
  readonly trusted?: Readonly<Record<string, string | readonly string[]>>;
}

function permissionsOf(row: Row): readonly string[] {
  return row.requiredPermissions.map(({ permission }) => permission);
}

function callerIs(row: Row): 'user' | 'role' {
  const own = permissionsOf(row).filter((each) =>
    /^iam:(Put|Attach|Delete)Role(Policy|Permissions)/.test(each),
  );
  return own.length > 0 && row.category !== 'principal-access' ? 'role' : 'user';
}

/** The prerequisites of the row, so that it is there for the taking. */
function viewOf(row: Row, { condition, denied, trusted }: World = {}): IamView {
  const permissions = permissionsOf(row);
  const statement = { Action: permissions, Resource: '*', ...(condition ? { Condition: condition } : {}) };
  const rewritten = permissions.some((each) => each.endsWith('PolicyVersion'));
  const isOwn = row.category === 'self-escalation';
  const managed = aManagedView('rewritable', aDocument({ Action: 's3:ListBucket', Resource: '*' }));
  const versions = [{ versionId: 'v1', document: ALL.document }];
  const policy = { ...managed, otherVersions: versions };
  const deny = aDocument(
    { Action: '*', Resource: '*' },
    { Effect: 'Deny', Action: permissions, Resource: '*' },
  );
  const isBoundary = row.category === 'boundary-removal';
  const boundary = isBoundary ? aManagedView('bound', aDocument(statement)) : null;
  const closed = denied === 'boundary' ? aManagedView('closed', deny) : null;
  const own = isBoundary ? [ALL] : [anInline('own', statement)];
  const groups = permissions.some((each) => each.endsWith('GroupPolicy'))
    ? [aGroupView('own-group', [])]
    : [];
  const kind = callerIs(row);
  const caller: Partial<PrincipalView> = {
    policies: [...own, ...(rewritten && isOwn ? [held(policy)] : [])],
    boundary: closed ?? boundary,
  };
  const me =
    kind === 'role'
      ? aRoleView('caller', { Service: 'nothing.amazonaws.com' }, caller)
      : aUserView('caller', {
          ...caller,
          user: {
            groups: groups.map(({ arn }) => arn),
            hasPassword: read(true),
            mfaDevices: read(0),
            accessKeys: read(0),
          },
        });
  const victim = aUserView('victim', {
    policies: row.id === 'iam-015' || row.id === 'iam-018' ? [] : [ALL],
    user: {
      groups: [],
      hasPassword: read(permissions.includes('iam:UpdateLoginProfile')),
      mfaDevices: read(0),
      accessKeys: read(permissions.includes('iam:DeleteAccessKey') ? 2 : 0),
    },
  });
  const weak = /AttachRolePolicy|PutRolePolicy|CreatePolicyVersion/.test(permissions.join());
  const target = aRoleView(
    'target',
    trusted ?? {
      ...(permissions.includes('sts:AssumeRole') && { AWS: `arn:aws:iam::${ACCOUNT}:root` }),
      Service: SERVICES,
      Federated: [
        `arn:aws:iam::${ACCOUNT}:saml-provider/idp`,
        `arn:aws:iam::${ACCOUNT}:oidc-provider/idp.example.com`,
      ],
    },
    { policies: weak ? [held(policy)] : [ALL] },
  );
  const admins = aGroupView('admins', [ALL]);
  return anIamView({
    accounts: [
      anAccountView({
        unlisted: UNLISTED,
        ...(denied === 'scp' && {
          serviceControlPolicies: read([[{ name: 'closed', document: deny }]]),
        }),
      }),
    ],
    principals: [me, victim, target],
    groups: [...groups, admins],
    managedPolicies: [policy, ...(boundary ? [boundary] : []), ...(closed ? [closed] : [])],
  });
}

function found(row: Row, world: World = {}): readonly string[] {
  const { paths, powers } = escalations(viewOf(row, world), AS_OF);
  return [...paths, ...powers]
    .filter(({ principal }) => principal.endsWith('/caller'))
    .map(({ technique }) => technique);
}

test.skipIf(!isThere)('the corpus is whole', () => {
  expect(rows).toHaveLength(98);
});

describe.each(rows.map((row) => [row.id, row] as const))('%s', (_, row) => {
  test('is found where nothing closes it', () => {
    expect(found(row)).not.toEqual([]);
  });

  test.each(['scp', 'boundary'] as const)('is not found where a Deny of the %s closes it', (denied) => {
    expect(found(row, { denied })).toEqual([]);
  });

  test('is not found where it takes MFA, and the caller has no device', () => {
    if (row.category === 'boundary-removal') return; // the boundary asks for it, and the rest is all
    const condition = { Bool: { 'aws:MultiFactorAuthPresent': 'true' } };
    expect(found(row, { condition })).toEqual([]);
  });

  test('is not found where it takes a tag that the caller has not', () => {
    if (row.category === 'boundary-removal') return;
    const condition = { StringEquals: { 'aws:PrincipalTag/team': 'security' } };
    expect(found(row, { condition })).toEqual([]);
  });

  const passes = permissionsOf(row).includes('iam:PassRole');
  test.runIf(passes)('is not found where the role may be passed to another service only', () => {
    const condition = { StringEqualsIfExists: { 'iam:PassedToService': 'nothing.amazonaws.com' } };
    const { paths } = escalations(viewOf(row, { condition }), AS_OF);
    const asked = paths.flatMap(({ steps }) => steps.flatMap(({ requests }) => requests));
    expect(asked.filter(({ request }) => request.action === 'iam:PassRole')).toEqual([]);
  });

  const byTrust =
    passes || permissionsOf(row).includes('sts:AssumeRole') || row.category === 'existing-passrole';
  test.runIf(byTrust && !/AttachUser|PutUser/.test(row.id))(
    'is not found where the target trusts others',
    () => {
      const trusted = { Service: 'nothing.amazonaws.com' };
      if (permissionsOf(row).includes('iam:UpdateAssumeRolePolicy')) return;
      const { paths } = escalations(viewOf(row, { trusted }), AS_OF);
      expect(paths.filter(({ principal }) => principal.endsWith('/caller'))).toEqual([]);
    },
  );
});
