import { expect, test } from 'vitest';
import { aFinding, anAssessment } from '../../../test/builders/finding.ts';
import {
  ACCOUNT,
  anEvent,
  anEventBy,
  idOf,
  logOf,
  newFolder,
  put,
  takeIn,
} from '../../../test/trail/log-folder.ts';
import type { Finding } from '../../model/finding.ts';
import type { JsonObject } from '../../model/json.ts';
import type { Introduction } from '../../model/trail-change.ts';
import { CATALOGUE } from '../../practices/catalogue.ts';
import { attributed } from './attribute.ts';

const BUCKET = 'arn:aws:s3:::ledger';

function change(name: string, requestParameters: JsonObject, fields: JsonObject = {}): JsonObject {
  const [service = '', eventName = ''] = name.split(':');
  return anEvent({
    eventSource: `${service}.amazonaws.com`,
    eventName,
    readOnly: false,
    requestParameters,
    ...fields,
  });
}

function at(time: string): JsonObject {
  return { eventTime: `2026-11-${time}:00:00Z` };
}

/** Who introduced a finding, given these events. */
async function introducedBy(
  given: Partial<Finding>,
  events: readonly JsonObject[],
): Promise<Introduction | undefined> {
  const folder = newFolder();
  const lake = newFolder();
  put(folder, 'log.json', logOf(events));
  await takeIn(folder, lake);
  const { findings } = await attributed(anAssessment([aFinding(given)]), CATALOGUE, lake);
  return findings[0]?.introducedBy;
}

/** Asserts which of the events it was. */
async function expectEvent(
  given: Partial<Finding>,
  expected: JsonObject,
  others: readonly JsonObject[],
): Promise<Extract<Introduction, { kind: 'event' }>> {
  const found = await introducedBy(given, [expected, ...others]);
  expect(found).toMatchObject({ kind: 'event', event: { eventId: idOf(expected) } });
  return found as Extract<Introduction, { kind: 'event' }>;
}

const policyChange = (fields: JsonObject): JsonObject =>
  change('s3:PutBucketPolicy', { bucketName: 'ledger' }, fields);
const exposed: Partial<Finding> = {
  check: 's3-bucket-not-public-read',
  evidence: { bucket: BUCKET, witness: { principal: '*', resource: `${BUCKET}/example` } },
};

test('the latest change that AWS let through, by whom, and those before it', async () => {
  const latest = anEventBy(
    { role: 'deploy', name: 'ada' },
    { ...policyChange(at('18T10')), ...by('deploy', 'ada') },
  );
  const created = change('s3:CreateBucket', { bucketName: 'ledger' }, at('10T10'));
  const found = await expectEvent(exposed, latest, [
    created,
    policyChange({ ...at('19T10'), errorCode: 'AccessDenied', errorMessage: 'no' }),
    policyChange(at('20T10')), // after the assessment
    change('s3:PutBucketPolicy', { bucketName: 'ledger-old' }, at('19T11')),
    change('s3:PutBucketTagging', { bucketName: 'ledger' }, at('19T12')),
  ]);
  expect(found).toMatchObject({
    names: BUCKET,
    event: {
      time: '2026-11-18T10:00:00Z',
      name: 'PutBucketPolicy',
      principal: `arn:aws:iam::${ACCOUNT}:role/ops/deploy`,
      sessionName: 'ada',
      sourceIpAddress: '198.51.100.7',
      userAgent: 'aws-cli/2.31.0',
    },
    earlier: [{ name: 'CreateBucket' }],
    earlierCount: 1,
  });
  expect(found.event.file).toMatch(/log\.json$/);
});

function by(role: string, name: string): JsonObject {
  const { userIdentity } = anEventBy({ role, name });
  return userIdentity === undefined ? {} : { userIdentity };
}

test('none is said with the window that the lake has of the account and region; nothing is guessed', async () => {
  const elsewhere = policyChange({
    recipientAccountId: '999900001111',
    ...at('18T10'),
    requestParameters: { bucketName: 'other' },
  });
  expect(await introducedBy(exposed, [anEvent(at('12T10')), anEvent(at('15T10')), elsewhere])).toEqual({
    kind: 'not-found',
    from: '2026-11-12T10:00:00Z',
    to: '2026-11-15T10:00:00Z',
  });
  const ofOther = anEvent({ awsRegion: 'us-west-2' });
  expect(await introducedBy(exposed, [ofOther])).toEqual({ kind: 'not-found', from: null, to: null });
  const idle = { check: 'user-password-unused', resource: aUser('ada'), region: 'global' };
  expect(await introducedBy(idle, [ofOther])).toEqual({ kind: 'by-no-event' });
  expect(await introducedBy({ ...exposed, status: 'pass' }, [policyChange(at('18T10'))])).toBeUndefined();
});

test('the coverage names the accounts and regions without an event', async () => {
  const folder = newFolder();
  const lake = newFolder();
  put(folder, 'log.json', logOf([anEvent()]));
  await takeIn(folder, lake);
  const findings = [aFinding(), aFinding({ account: '444455556666', region: 'us-east-1' })];
  const { trail } = await attributed(anAssessment(findings), CATALOGUE, lake);
  expect(trail?.periods).toMatchObject([{ account: ACCOUNT, region: 'eu-west-1', events: 1 }]);
  expect(trail?.without).toEqual([
    { account: ACCOUNT, regions: ['us-east-1'] },
    { account: '444455556666', regions: ['eu-west-1', 'us-east-1'] },
  ]);
});

function aUser(id: string): Finding['resource'] {
  return {
    type: 'AWS::IAM::User',
    id,
    arn: `arn:aws:iam::${ACCOUNT}:user/people/${id}`,
    name: null,
    tags: null,
  };
}

test('a role of the same name is no user, and a user is found without the path of the ARN', async () => {
  const finding = { check: 'admin-policy-attached-to-users', resource: aUser('deploy'), region: 'global' };
  const policyArn = 'arn:aws:iam::aws:policy/AdministratorAccess';
  const evidence = { policies: [policyArn] };
  const own = change('iam:AttachUserPolicy', { userName: 'deploy', policyArn }, at('11T10'));
  await expectEvent({ ...finding, evidence }, own, [
    change('iam:AttachRolePolicy', { roleName: 'deploy', policyArn }, at('12T10')),
    change(
      'iam:AttachUserPolicy',
      { userName: 'deploy', policyArn },
      { ...at('13T10'), recipientAccountId: '444455556666' },
    ),
  ]);
});

test('of many policies of a user, the one that the evidence names', async () => {
  const finding = {
    check: 'policy-no-full-admin-user',
    resource: aUser('ci'),
    region: 'global',
    evidence: { policy: 'quick-fix', requests: [] },
  };
  const own = change('iam:PutUserPolicy', { userName: 'ci', policyName: 'quick-fix' }, at('11T10'));
  const other = change('iam:PutUserPolicy', { userName: 'ci', policyName: 'harmless' }, at('12T10'));
  await expectEvent(finding, own, [other]);
  expect(await introducedBy(finding, [other])).toMatchObject({ kind: 'not-found' });
});

test('the group by which a user holds a policy', async () => {
  const policyArn = 'arn:aws:iam::aws:policy/AdministratorAccess';
  const finding = {
    check: 'user-sensitive-access-requires-mfa',
    resource: aUser('ada'),
    region: 'global',
    evidence: { statements: ['AdministratorAccess of the group admins, statement 1'] },
  };
  const attached = change('iam:AttachGroupPolicy', { groupName: 'admins', policyArn }, at('11T10'));
  await expectEvent(finding, attached, [
    change('iam:AddUserToGroup', { groupName: 'readers', userName: 'ada' }, at('12T10')),
    change('iam:AddUserToGroup', { groupName: 'admins', userName: 'grace' }, at('12T10')),
    change('iam:AttachGroupPolicy', { groupName: 'readers', policyArn }, at('13T10')),
  ]);
  const joined = change('iam:AddUserToGroup', { groupName: 'admins', userName: 'ada' }, at('12T10'));
  await expectEvent(finding, joined, [attached]);
});

function opened(port: number, cidrIp: string, time: string): JsonObject {
  const permission = { ipProtocol: 'tcp', fromPort: port, toPort: port, ipRanges: { items: [{ cidrIp }] } };
  return change(
    'ec2:AuthorizeSecurityGroupIngress',
    { groupId: 'sg-0a1ae80d31d1e9c86', ipPermissions: { items: [permission] } },
    at(time),
  );
}

test('of many rules of a security group, the one that the evidence names', async () => {
  const open = {
    check: 'security-group-open-to-world',
    resource: {
      type: 'AWS::EC2::SecurityGroup',
      id: 'sg-0a1ae80d31d1e9c86',
      arn: `arn:aws:ec2:eu-west-1:${ACCOUNT}:security-group/sg-0a1ae80d31d1e9c86`,
      name: null,
      tags: null,
    },
    evidence: { rules: [{ traffic: 'tcp 22', peer: '0.0.0.0/0' }] },
  };
  const ssh = opened(22, '0.0.0.0/0', '11T10');
  const others = [opened(443, '0.0.0.0/0', '12T10'), opened(22, '10.0.0.0/8', '13T10')];
  await expectEvent(open, ssh, others);
  expect(await introducedBy(open, others)).toMatchObject({ kind: 'not-found' });
});

test('an interface that is reached is opened by the rule on the way to it', async () => {
  const says = 'ingress rule tcp 22 from 0.0.0.0/0 admits it';
  const reached = {
    check: 'network-internet-exposure-admin-ports',
    resource: {
      type: 'AWS::EC2::NetworkInterface',
      id: 'eni-0a1ae80d31d1e9c86',
      arn: `arn:aws:ec2:eu-west-1:${ACCOUNT}:network-interface/eni-0a1ae80d31d1e9c86`,
      name: null,
      tags: null,
    },
    evidence: { exposed: [{ path: [{ kind: 'security-group', id: 'sg-0a1ae80d31d1e9c86', says }] }] },
  };
  await expectEvent(reached, opened(22, '0.0.0.0/0', '11T10'), [opened(443, '0.0.0.0/0', '12T10')]);
});

test("a trail's failure by its bucket, which the evidence names", async () => {
  const trail = {
    check: 'trail-bucket-access-logging',
    resource: {
      type: 'AWS::CloudTrail::Trail',
      id: 'audit',
      arn: `arn:aws:cloudtrail:eu-west-1:${ACCOUNT}:trail/audit`,
      name: null,
      tags: null,
    },
    evidence: { bucket: 'arn:aws:s3:::logs', targetBucket: null },
  };
  const off = change('s3:PutBucketLogging', { bucketName: 'logs' }, at('12T10'));
  await expectEvent(trail, off, [change('cloudtrail:CreateTrail', { name: 'audit' }, at('11T10'))]);
});

const account = {
  type: 'AWS::::Account',
  id: ACCOUNT,
  arn: `arn:aws:iam::${ACCOUNT}:root`,
  name: null,
  tags: null,
};

test("settings of the whole account are the account's own failure, and its buckets'", async () => {
  const opens = change('s3:DeleteAccountPublicAccessBlock', { accountId: ACCOUNT }, at('12T10'));
  const setting = { check: 's3-account-block-public-access', resource: account, region: 'global' };
  expect((await expectEvent({ ...setting, evidence: { off: [] } }, opens, [])).names).toBe(ACCOUNT);
  await expectEvent(exposed, opens, [policyChange(at('11T10'))]);
});

test("the root user's key is the root user's doing, no other's who makes one for himself", async () => {
  const root = {
    type: 'Root',
    arn: `arn:aws:iam::${ACCOUNT}:root`,
    accountId: ACCOUNT,
    principalId: ACCOUNT,
  };
  const finding = {
    check: 'root-no-access-keys',
    resource: account,
    region: 'global',
    evidence: { keys: 1 },
  };
  const own = change('iam:CreateAccessKey', {}, { ...at('11T10'), userIdentity: root });
  const ofUser = change('iam:CreateAccessKey', {}, at('12T10'));
  await expectEvent(finding, own, [ofUser]);
  expect(await introducedBy(finding, [ofUser])).toMatchObject({ kind: 'not-found' });
});

test('of the account, not what was done to a resource that is none of those at fault', async () => {
  const trails = {
    check: 'cloudtrail-account-multi-region-trail',
    resource: account,
    region: 'global',
    evidence: { rejected: [{ trail: `arn:aws:cloudtrail:eu-west-1:${ACCOUNT}:trail/audit`, faults: [] }] },
  };
  const stopped = change('cloudtrail:StopLogging', { name: 'audit' }, at('11T10'));
  const other = change('cloudtrail:PutEventSelectors', { trailName: 'else' }, at('12T10'));
  await expectEvent(trails, stopped, [other]);
  await expectEvent(trails, change('cloudtrail:DeleteTrail', { name: 'gone' }, at('13T10')), [stopped]);
});

test('an event whose name has the date of its API', async () => {
  const lambda = {
    check: 'lambda-function-not-public',
    resource: {
      type: 'AWS::Lambda::Function',
      id: 'quote',
      arn: `arn:aws:lambda:eu-west-1:${ACCOUNT}:function:quote`,
      name: null,
      tags: null,
    },
    evidence: {},
  };
  await expectEvent(
    lambda,
    change('lambda:AddPermission20150331v2', { functionName: 'quote' }, at('12T10')),
    [],
  );
});

function resource(type: string, id: string, arn: string): Finding['resource'] {
  return { type, id, arn: `arn:aws:${arn}`, name: null, tags: null };
}

const GROUP = 'sg-0123456789abcdef0';

function opens(rule: JsonObject, day: string): JsonObject {
  const { cidrIp, ...traffic } = rule;
  return change(
    'ec2:AuthorizeSecurityGroupIngress',
    {
      groupId: GROUP,
      ipPermissions: { items: [{ ...traffic, ipRanges: { items: [{ cidrIp: cidrIp ?? '' }] } }] },
    },
    at(`${day}T10`),
  );
}

test.each<[JsonObject, string, string]>([
  [{ ipProtocol: 'tcp', fromPort: 22, toPort: 22, cidrIp: '198.51.100.7/0' }, 'tcp 22', '0.0.0.0/0'],
  [{ ipProtocol: '6', fromPort: 22, toPort: 22, cidrIp: '0.0.0.0/0' }, 'tcp 22', '0.0.0.0/0'],
  [{ ipProtocol: 'TCP', fromPort: 22, toPort: 22, cidrIp: '10.1.2.3/8' }, 'tcp 22', '10.0.0.0/8'],
  [{ ipProtocol: 'icmp', fromPort: -1, toPort: -1, cidrIp: '0.0.0.0/0' }, 'icmp all types', '0.0.0.0/0'],
  [{ ipProtocol: '50', cidrIp: '0.0.0.0/0' }, 'protocol 50', '0.0.0.0/0'],
])('a rule that EC2 keeps as it writes it itself: %j', async (asked, traffic, peer) => {
  const open = {
    check: 'security-group-open-to-world',
    resource: resource('AWS::EC2::SecurityGroup', GROUP, `ec2:eu-west-1:${ACCOUNT}:security-group/${GROUP}`),
    evidence: { rules: [{ traffic, peer }] },
  };
  const other = { ipProtocol: 'tcp', fromPort: 443, toPort: 443, cidrIp: '192.0.2.0/24' };
  await expectEvent(open, opens(asked, '11'), [opens(other, '12')]);
});

const BALANCER = `arn:aws:elasticloadbalancing:eu-west-1:${ACCOUNT}:loadbalancer/app/web/50dc6c495c0c9188`;
const INSTANCE = 'i-0dbc91f429e48eeed';

test.each<[string, string, Finding['resource'], JsonObject, JsonObject]>([
  [
    'elb-waf',
    'wafv2:DisassociateWebACL',
    { ...resource('AWS::ElasticLoadBalancingV2::LoadBalancer', 'web', ''), arn: BALANCER },
    { resourceArn: BALANCER },
    {},
  ],
  [
    'ec2-instance-profile',
    'ec2:DisassociateIamInstanceProfile',
    resource('AWS::EC2::Instance', INSTANCE, `ec2:eu-west-1:${ACCOUNT}:instance/${INSTANCE}`),
    { DisassociateIamInstanceProfileRequest: { AssociationId: 'iip-assoc-05020dcb8b6ae0d0c' } },
    { DisassociateIamInstanceProfileResponse: { iamInstanceProfileAssociation: { instanceId: INSTANCE } } },
  ],
  [
    'network-internet-exposure',
    'elasticloadbalancing:RegisterTargets',
    resource('AWS::EC2::Instance', INSTANCE, `ec2:eu-west-1:${ACCOUNT}:instance/${INSTANCE}`),
    { targetGroupArn: 'arn', targets: [{ id: INSTANCE, port: 80 }] },
    {},
  ],
  [
    'rds-snapshot-not-public',
    'rds:ModifyDBClusterSnapshotAttribute',
    resource('AWS::RDS::DBSnapshot', 'nightly', `rds:eu-west-1:${ACCOUNT}:cluster-snapshot:nightly`),
    { dBClusterSnapshotIdentifier: 'nightly', attributeName: 'restore', valuesToAdd: ['all'] },
    {},
  ],
])('%s by %s', async (check, name, of, requestParameters, responseElements) => {
  const event = change(name, requestParameters, { ...at('11T10'), responseElements });
  await expectEvent({ check, resource: of, evidence: {} }, event, []);
});

test('the prefix list that a rule admits, to which an entry came', async () => {
  const list = 'pl-0123456789abcdef0';
  const open = {
    check: 'security-group-open-to-world',
    resource: resource('AWS::EC2::SecurityGroup', GROUP, `ec2:eu-west-1:${ACCOUNT}:security-group/${GROUP}`),
    evidence: { rules: [{ traffic: 'tcp 22', peer: list }] },
  };
  const added = change(
    'ec2:ModifyManagedPrefixList',
    { ModifyManagedPrefixListRequest: { PrefixListId: list, AddEntry: { Cidr: '0.0.0.0/0', tag: 1 } } },
    at('13T10'),
  );
  await expectEvent(open, added, [opens({ ipProtocol: 'tcp', fromPort: 22, toPort: 22 }, '12')]);
});

test.each<[string, JsonObject, JsonObject]>([
  [
    'iam:CreatePolicyVersion',
    { policyArn: `arn:aws:iam::${ACCOUNT}:policy/deploy`, setAsDefault: true },
    { policyArn: `arn:aws:iam::${ACCOUNT}:policy/deploy`, setAsDefault: false },
  ],
  [
    's3:PutBucketPublicAccessBlock',
    { bucketName: 'ledger', PublicAccessBlockConfiguration: { BlockPublicAcls: true } },
    {
      bucketName: 'ledger',
      PublicAccessBlockConfiguration: {
        BlockPublicAcls: true,
        IgnorePublicAcls: true,
        BlockPublicPolicy: true,
        RestrictPublicBuckets: true,
      },
    },
  ],
  [
    'ec2:ModifySnapshotAttribute',
    { snapshotId: 'snap-0123456789abcdef0', createVolumePermission: { add: { items: [{ group: 'all' }] } } },
    {
      snapshotId: 'snap-0123456789abcdef0',
      createVolumePermission: { remove: { items: [{ userId: '1' }] } },
    },
  ],
  [
    'ec2:ModifyImageAttribute',
    { imageId: 'ami-0123456789abcdef0', launchPermission: { add: { items: [{ group: 'all' }] } } },
    { imageId: 'ami-0123456789abcdef0', launchPermission: { remove: { items: [{ group: 'all' }] } } },
  ],
  [
    'rds:ModifyDBSnapshotAttribute',
    { dBSnapshotIdentifier: 'nightly', attributeName: 'restore', valuesToAdd: ['all'] },
    { dBSnapshotIdentifier: 'nightly', attributeName: 'restore', valuesToRemove: ['all'] },
  ],
])(
  '%s that takes away only, or changes nothing that holds, made nothing fail',
  async (name, harm, harmless) => {
    const failing: Readonly<Record<string, Partial<Finding>>> = {
      'iam:CreatePolicyVersion': {
        check: 'policy-no-full-admin',
        resource: resource('AWS::IAM::ManagedPolicy', 'deploy', `iam::${ACCOUNT}:policy/deploy`),
      },
      's3:PutBucketPublicAccessBlock': { check: 's3-bucket-cross-account-access' },
      'ec2:ModifySnapshotAttribute': {
        check: 'ebs-snapshot-not-public',
        resource: resource(
          'AWS::EC2::Snapshot',
          'snap-0123456789abcdef0',
          'ec2:eu-west-1::snapshot/snap-0123456789abcdef0',
        ),
      },
      'ec2:ModifyImageAttribute': {
        check: 'ami-not-public',
        resource: resource(
          'AWS::EC2::Image',
          'ami-0123456789abcdef0',
          'ec2:eu-west-1::image/ami-0123456789abcdef0',
        ),
      },
      'rds:ModifyDBSnapshotAttribute': {
        check: 'rds-snapshot-not-public',
        resource: resource('AWS::RDS::DBSnapshot', 'nightly', `rds:eu-west-1:${ACCOUNT}:snapshot:nightly`),
      },
    };
    const finding = { evidence: { bucket: BUCKET }, ...failing[name] };
    await expectEvent(finding, change(name, harm, at('11T10')), [change(name, harmless, at('12T10'))]);
  },
);

test("what the organisation's management account takes from an account is that account's", async () => {
  const management = { recipientAccountId: '999900001111', awsRegion: 'us-east-1' };
  const denied = { check: 'root-actions-denied-by-scp', resource: account, region: 'global', evidence: {} };
  const detach = (targetId: string, day: string): JsonObject =>
    change(
      'organizations:DetachPolicy',
      { policyId: 'p-1', targetId },
      { ...management, ...at(`${day}T10`) },
    );
  await expectEvent(denied, detach(ACCOUNT, '11'), [detach('444455556666', '12')]);
});
