import { stringify } from 'yaml';
import type { ScannerPolicy, ScannerRole } from './scanner-role.ts';
import { principals, trustPolicy } from './trust-policy.ts';

type Template = Readonly<Record<string, unknown>>;

/**
 * A template of the role. For an organisation, of its role in the account that lists the others, and of a stack set
 * that makes the same role in each of them: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/what-is-cfnstacksets.html
 */
export function roleCloudFormation(role: ScannerRole): string {
  return stringify(role.member ? organizationTemplate(role, role.member) : roleTemplate(role), {
    lineWidth: 0,
    version: '1.1',
  });
}

const PRINCIPAL_PARAMETER = {
  Type: 'String',
  Description: 'Who may assume the role: an account id, or the ARN of a role or user',
  AllowedPattern: '^(\\d{12}|arn:aws[\\w-]*:iam::\\d{12}:(root|(role|user)/.+))$',
};

function roleTemplate(role: ScannerRole): Template {
  const named = role.trusted.length > 0;
  return {
    AWSTemplateFormatVersion: '2010-09-09',
    Description: role.description,
    ...(named ? {} : { Parameters: { TrustedPrincipal: PRINCIPAL_PARAMETER } }),
    Resources: roleResources(role, named ? principals(role.trusted) : { Ref: 'TrustedPrincipal' }),
    Outputs: outputs(),
  };
}

function organizationTemplate(role: ScannerRole, member: ScannerRole): Template {
  const { Parameters = {}, ...template } = roleTemplate(role) as { Parameters?: object; Resources: object };
  return {
    ...template,
    Parameters: {
      ...Parameters,
      OrganizationalUnitIds: {
        Type: 'CommaDelimitedList',
        Description: "The organisation's root (r-…) for every account, or organisational units (ou-…)",
      },
      CallAs: {
        Type: 'String',
        Default: 'SELF',
        AllowedValues: ['SELF', 'DELEGATED_ADMIN'],
        Description: 'DELEGATED_ADMIN where this is not the management account',
      },
    },
    Resources: { ...template.Resources, Members: memberStackSet(role, member) },
  };
}

/** The members' role is assumed by this one, and lists no accounts. */
function memberStackSet(role: ScannerRole, member: ScannerRole): object {
  return {
    Type: 'AWS::CloudFormation::StackSet',
    Properties: {
      StackSetName: `${role.name}-members`,
      Description: role.description,
      PermissionModel: 'SERVICE_MANAGED',
      CallAs: { Ref: 'CallAs' },
      AutoDeployment: { Enabled: true, RetainStacksOnAccountRemoval: false },
      Capabilities: ['CAPABILITY_NAMED_IAM'],
      ManagedExecution: { Active: true },
      OperationPreferences: { FailureTolerancePercentage: 100, MaxConcurrentPercentage: 100 },
      Parameters: [{ ParameterKey: 'TrustedPrincipal', ParameterValue: { 'Fn::GetAtt': ['Role', 'Arn'] } }],
      StackInstancesGroup: [
        {
          DeploymentTargets: { OrganizationalUnitIds: { Ref: 'OrganizationalUnitIds' } },
          Regions: [{ Ref: 'AWS::Region' }],
        },
      ],
      TemplateBody: memberTemplateBody(member),
    },
  };
}

/** JSON, in one line: AWS takes 51,200 bytes of it. */
export function memberTemplateBody(member: ScannerRole): string {
  return JSON.stringify(roleTemplate(member));
}

function roleResources(role: ScannerRole, trusted: unknown): object {
  const { name, path, description, externalId, policies } = role;
  return {
    Role: {
      Type: 'AWS::IAM::Role',
      Properties: {
        RoleName: name,
        Path: path,
        Description: description,
        AssumeRolePolicyDocument: trustPolicy(trusted, externalId),
        ManagedPolicyArns: policies.map((_, index) => ({ Ref: `Policy${index + 1}` })),
      },
    },
    ...Object.fromEntries(
      policies.map((policy, index) => [`Policy${index + 1}`, managedPolicy(policy, role)]),
    ),
  };
}

function managedPolicy({ name, document }: ScannerPolicy, { path, description }: ScannerRole): object {
  return {
    Type: 'AWS::IAM::ManagedPolicy',
    Properties: { ManagedPolicyName: name, Path: path, Description: description, PolicyDocument: document },
  };
}

function outputs(): object {
  return { RoleArn: { Description: 'For --role-arn', Value: { 'Fn::GetAtt': ['Role', 'Arn'] } } };
}
