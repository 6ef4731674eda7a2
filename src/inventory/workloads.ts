import type { WorkloadKind, WorkloadView } from '../iam/view/iam-view.ts';
import { arnName } from '../model/arn.ts';
import type { ResourceType } from '../model/resource-types.ts';
import type { Inventory } from './inventory.ts';

/** Kinds that Rampart lists; of the others it can only say that there may be some. */
const LISTED: Readonly<Partial<Record<WorkloadKind, readonly ResourceType[]>>> = {
  'AWS::EC2::Instance': ['AWS::EC2::Instance', 'AWS::IAM::InstanceProfile'],
  'AWS::EC2::LaunchTemplate': ['AWS::EC2::LaunchTemplate', 'AWS::IAM::InstanceProfile'],
  'AWS::AutoScaling::LaunchConfiguration': [
    'AWS::AutoScaling::LaunchConfiguration',
    'AWS::IAM::InstanceProfile',
  ],
  'AWS::Lambda::Function': ['AWS::Lambda::Function'],
};

const KINDS: readonly WorkloadKind[] = [
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
];

export const WORKLOAD_TYPES: readonly ResourceType[] = [...new Set(Object.values(LISTED).flat())];

/** What runs under a role, as far as it was read. */
export function workloadsOf(inventory: Inventory): readonly WorkloadView[] {
  const roles = rolesByProfile(inventory);
  const underProfile = (
    kind: WorkloadKind,
    { arn, account, tags = null }: { arn: string; account: string; tags?: WorkloadView['tags'] | undefined },
    profile: string | null,
  ): readonly WorkloadView[] =>
    (profile === null ? [] : (roles.get(`${account} ${arnName(profile)}`) ?? [])).map((roleArn) => ({
      kind,
      arn,
      account,
      roleArn,
      tags,
    }));
  return [
    ...inventory
      .of('AWS::EC2::Instance')
      .filter(({ state }) => state !== 'terminated' && state !== 'shutting-down')
      .flatMap((each) => underProfile('AWS::EC2::Instance', each, each.iamInstanceProfileArn)),
    ...inventory.of('AWS::EC2::LaunchTemplate').flatMap((each) => {
      const versions = each.versions.status === 'read' ? each.versions.value : [];
      const profiles = new Set(versions.flatMap(({ iamInstanceProfile }) => iamInstanceProfile ?? []));
      return [...profiles].flatMap((profile) => underProfile('AWS::EC2::LaunchTemplate', each, profile));
    }),
    ...inventory
      .of('AWS::AutoScaling::LaunchConfiguration')
      .flatMap((each) =>
        underProfile('AWS::AutoScaling::LaunchConfiguration', each, each.settings.iamInstanceProfile),
      ),
    ...inventory.of('AWS::Lambda::Function').map(({ arn, account, role, tags = null }) => ({
      kind: 'AWS::Lambda::Function' as const,
      arn,
      account,
      roleArn: role,
      tags,
    })),
  ];
}

export function unlistedWorkloads(inventory: Inventory, account: string): ReadonlySet<WorkloadKind> {
  return new Set(
    KINDS.filter((kind) => {
      const types = LISTED[kind];
      return (
        !types ||
        types.some((type) => inventory.gaps(type, { account }).length > 0) ||
        (kind === 'AWS::EC2::LaunchTemplate' && hasUnreadVersions(inventory, account))
      );
    }),
  );
}

function hasUnreadVersions(inventory: Inventory, account: string): boolean {
  const templates = inventory.grouped('AWS::EC2::LaunchTemplate', 'account').get(account) ?? [];
  return templates.some(({ versions }) => versions.status === 'unread');
}

/** By account and the profile's name. */
function rolesByProfile(inventory: Inventory): ReadonlyMap<string, readonly string[]> {
  return new Map(
    inventory
      .of('AWS::IAM::InstanceProfile')
      .map(({ account, arn, roleArns }) => [`${account} ${arnName(arn)}`, roleArns]),
  );
}
