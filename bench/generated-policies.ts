import type { PolicyDocument } from '../src/iam/policy-document.ts';
import { aDocument, type StatementText } from '../test/builders/iam-view.ts';
import { ACCOUNT } from '../test/inventory-of.ts';

export interface PolicyText {
  readonly name: string;
  readonly statements: readonly StatementText[];
}

/** Managed policies of an account, as they are found: of a hundred, most for one application, a few for all. */
export function policyTexts(count: number): readonly PolicyText[] {
  const slips = SLIPS.map((statements, index): PolicyText => ({ name: `slip-${index}`, statements }));
  const fixed = [...slips, SELF_SERVICE, ...BOUNDARIES];
  const rest = Array.from({ length: Math.max(0, count - fixed.length) }, (_, index) => ordinary(index));
  return [...fixed, ...rest];
}

const role = (name: string): string => `arn:aws:iam::${ACCOUNT}:role/${name}`;

/** What makes somebody stronger than was meant: each opens at least one known way, and some look so and do not. */
const SLIPS: readonly (readonly StatementText[])[] = [
  [{ Action: 'iam:PutUserPolicy', Resource: '*' }],
  [
    { Action: 'iam:AttachRolePolicy', Resource: role('*') },
    { Action: 'sts:AssumeRole', Resource: '*' },
  ],
  [{ Action: ['iam:CreatePolicyVersion', 'iam:SetDefaultPolicyVersion'], Resource: '*' }],
  [{ Action: ['iam:CreateAccessKey', 'iam:CreateLoginProfile', 'iam:UpdateLoginProfile'], Resource: '*' }],
  [{ Action: ['iam:PassRole', 'lambda:CreateFunction', 'lambda:InvokeFunction'], Resource: '*' }],
  [{ Action: ['iam:PassRole', 'ec2:RunInstances'], Resource: '*' }],
  [{ Action: ['iam:PassRole', 'cloudformation:CreateStack'], Resource: '*' }],
  [
    {
      Action: 'iam:PassRole',
      Resource: '*',
      Condition: { StringEquals: { 'iam:PassedToService': 'ecs-tasks.amazonaws.com' } },
    },
    { Action: ['ecs:*'], Resource: '*' },
  ],
  [{ Action: ['lambda:UpdateFunctionCode', 'lambda:InvokeFunction'], Resource: '*' }],
  [{ Action: ['ssm:SendCommand', 'ssm:StartSession'], Resource: '*' }],
  [
    { Action: 'iam:UpdateAssumeRolePolicy', Resource: role('*') },
    { Action: 'sts:AssumeRole', Resource: '*' },
  ],
  [{ Action: ['iam:CreateUser', 'iam:AddUserToGroup', 'iam:CreateAccessKey'], Resource: '*' }],
  [{ Action: 'iam:AddUserToGroup', Resource: '*' }],
  [{ Action: ['iam:CreateRole', 'iam:AttachRolePolicy', 'iam:PassRole', 'sts:AssumeRole'], Resource: '*' }],
  [
    {
      Action: ['iam:CreateRole', 'iam:PutRolePolicy', 'iam:AttachRolePolicy'],
      Resource: role('app/*'),
      Condition: { StringEquals: { 'iam:PermissionsBoundary': `arn:aws:iam::${ACCOUNT}:policy/boundary-0` } },
    },
    { Action: 'iam:PassRole', Resource: role('app/*') },
    { Action: 'lambda:*', Resource: '*' },
  ],
  [
    { Action: 'iam:DeleteUserPermissionsBoundary', Resource: '*' },
    { Action: 'iam:PutUserPolicy', Resource: '*' },
  ],
  [
    { Action: 'iam:*', Resource: '*' },
    { Effect: 'Deny', Action: 'iam:Put*', Resource: '*' },
  ],
  [{ Action: 'iam:*', Resource: '*', Condition: { Bool: { 'aws:MultiFactorAuthPresent': 'true' } } }],
  [
    { Action: 'glue:*', Resource: '*' },
    { Action: 'iam:PassRole', Resource: role('data-*') },
  ],
  [
    { Action: ['codebuild:*', 'sagemaker:*', 'states:*'], Resource: '*' },
    { Action: 'iam:PassRole', Resource: role('platform-*') },
  ],
];

const SELF_SERVICE: PolicyText = {
  name: 'self-service',
  statements: [
    {
      Action: [
        'iam:*AccessKey*',
        'iam:ChangePassword',
        'iam:GetUser',
        'iam:*MFADevice*',
        'iam:*LoginProfile',
      ],
      Resource: [`arn:aws:iam::*:user/\${aws:username}`, `arn:aws:iam::*:mfa/\${aws:username}`],
    },
    {
      Effect: 'Deny',
      Action: ['iam:CreateAccessKey', 'iam:DeactivateMFADevice', 'sts:AssumeRole'],
      Resource: '*',
      Condition: { BoolIfExists: { 'aws:MultiFactorAuthPresent': 'false' } },
    },
  ],
};

const BOUNDARIES: readonly PolicyText[] = Array.from({ length: 12 }, (_, index) => ({
  name: `boundary-${index}`,
  statements: [
    {
      Action: [
        's3:*',
        'dynamodb:*',
        'lambda:*',
        'logs:*',
        'sqs:*',
        ...(index % 3 === 0 ? ['iam:*', 'sts:*'] : []),
      ],
      Resource: '*',
    },
    { Effect: 'Deny', Action: ['iam:*Boundary*', 'organizations:*'], Resource: '*' },
  ],
}));

/** By turns. */
function ordinary(index: number): PolicyText {
  const app = `app-${index}`;
  const kind = ORDINARY[index % ORDINARY.length] ?? ORDINARY[0];
  return { name: app, statements: kind?.(app, index) ?? [] };
}

const ORDINARY: readonly ((app: string, index: number) => readonly StatementText[])[] = [
  (app) => [
    { Action: ['s3:GetObject', 's3:PutObject'], Resource: `arn:aws:s3:::${app}/*` },
    { Action: 's3:ListBucket', Resource: `arn:aws:s3:::${app}` },
  ],
  (app) => [
    {
      Action: ['dynamodb:GetItem', 'dynamodb:PutItem', 'dynamodb:Query'],
      Resource: `arn:aws:dynamodb:*:${ACCOUNT}:table/${app}`,
    },
    {
      Action: 'kms:Decrypt',
      Resource: '*',
      Condition: { StringEquals: { 'kms:ViaService': 'dynamodb.us-east-1.amazonaws.com' } },
    },
  ],
  (app) => [
    {
      Action: ['sqs:*', 'sns:Publish'],
      Resource: [`arn:aws:sqs:*:${ACCOUNT}:${app}`, `arn:aws:sns:*:${ACCOUNT}:${app}`],
    },
  ],
  () => [
    {
      Action: ['ec2:Describe*', 'elasticloadbalancing:Describe*', 'cloudwatch:Get*', 'cloudwatch:List*'],
      Resource: '*',
    },
  ],
  (app) => [
    {
      Action: ['logs:CreateLogStream', 'logs:PutLogEvents'],
      Resource: `arn:aws:logs:*:${ACCOUNT}:log-group:/aws/lambda/${app}:*`,
    },
    {
      Action: 'secretsmanager:GetSecretValue',
      Resource: `arn:aws:secretsmanager:*:${ACCOUNT}:secret:${app}-*`,
    },
  ],
  (app) => [
    {
      Action: ['lambda:CreateFunction', 'lambda:UpdateFunctionCode', 'lambda:InvokeFunction'],
      Resource: `arn:aws:lambda:*:${ACCOUNT}:function:${app}-*`,
    },
    {
      Action: 'iam:PassRole',
      Resource: role(`${app}-*`),
      Condition: { StringEquals: { 'iam:PassedToService': 'lambda.amazonaws.com' } },
    },
  ],
  (_, index) => [
    {
      Action: 'sts:AssumeRole',
      Resource: [role(`search-role-${index % 3000}`), role(`data-role-${(index * 3) % 3000}`)],
    },
  ],
  () => [
    {
      Action: ['ec2:StartInstances', 'ec2:StopInstances', 'ssm:StartSession'],
      Resource: '*',
      Condition: { StringEquals: { 'aws:ResourceTag/team': '${aws:PrincipalTag/team}' } },
    },
  ],
  (app) => [
    { Action: 's3:*', Resource: [`arn:aws:s3:::${app}`, `arn:aws:s3:::${app}/*`] },
    { Effect: 'Deny', Action: 's3:DeleteBucket', Resource: '*' },
  ],
  () => [
    { Action: ['cloudformation:Describe*', 'cloudformation:List*', 'iam:Get*', 'iam:List*'], Resource: '*' },
  ],
  () => [
    {
      Action: ['rds:*', 'redshift:*'],
      Resource: '*',
      Condition: { IpAddress: { 'aws:SourceIp': '203.0.113.0/24' } },
    },
  ],
  (app) => [
    {
      Action: ['ecr:*', 'ecs:UpdateService'],
      Resource: [`arn:aws:ecr:*:${ACCOUNT}:repository/${app}`, `arn:aws:ecs:*:${ACCOUNT}:service/*/${app}`],
    },
  ],
];

/** Services that roles are for, and of a hundred roles how many. */
export const ROLE_KINDS = [
  ['lambda.amazonaws.com', 34],
  ['ec2.amazonaws.com', 14],
  ['ecs-tasks.amazonaws.com', 12],
  ['account', 8],
  ['role', 8],
  ['oidc', 6],
  ['states.amazonaws.com', 4],
  ['codebuild.amazonaws.com', 3],
  ['glue.amazonaws.com', 3],
  ['cloudformation.amazonaws.com', 2],
  ['sagemaker.amazonaws.com', 1],
  ['service-linked', 3],
  ['outside', 2],
] as const;

export type TrustKind = (typeof ROLE_KINDS)[number][0];

const OIDC = `arn:aws:iam::${ACCOUNT}:oidc-provider/token.actions.githubusercontent.com`;

/** `other`: the role that is trusted by name. Roles of one kind share their policy, as most do. */
export function trustedBy(kind: TrustKind, other: string): PolicyDocument {
  const told = SAID.get(kind);
  if (told) return told;
  if (kind === 'role') return trust({ AWS: other });
  return trust({ Service: kind === 'service-linked' ? 'example.amazonaws.com' : kind });
}

function trust(
  principal: Readonly<Record<string, string>>,
  more: Partial<StatementText> = {},
): PolicyDocument {
  return aDocument({ Principal: principal, Action: 'sts:AssumeRole', ...more });
}

const IN_ACCOUNT = trust({ AWS: `arn:aws:iam::${ACCOUNT}:root` });
const OUTSIDE = trust(
  { AWS: 'arn:aws:iam::444455556666:root' },
  { Condition: { StringEquals: { 'sts:ExternalId': 'e-1' } } },
);
const PIPELINE = trust(
  { Federated: OIDC },
  {
    Action: 'sts:AssumeRoleWithWebIdentity',
    Condition: { StringLike: { 'token.actions.githubusercontent.com:sub': 'repo:example/*' } },
  },
);

const SAID: ReadonlyMap<TrustKind, PolicyDocument> = new Map<TrustKind, PolicyDocument>([
  ['account', IN_ACCOUNT],
  ['outside', OUTSIDE],
  ['oidc', PIPELINE],
]);
