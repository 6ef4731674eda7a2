import type { TouchedResource, TrailChange } from '../../model/trail-change.ts';

const POLICY_HOLDERS: Readonly<Record<string, string>> = {
  User: 'AWS::IAM::User',
  Role: 'AWS::IAM::Role',
  Group: 'AWS::IAM::Group',
};

/**
 * What is changed by changes that name other things, too: a policy that is attached to a user is the same as before, and so
 * is the subnet in which an instance is launched. Absent: all that it names.
 */
const SUBJECTS: Readonly<Record<string, readonly string[]>> = {
  ...Object.fromEntries(
    Object.entries(POLICY_HOLDERS).flatMap(([holder, type]) =>
      ['Attach', 'Detach'].map((verb) => [`iam:${verb}${holder}Policy`, [type]]),
    ),
  ),
  'iam:AddUserToGroup': ['AWS::IAM::User'],
  'iam:RemoveUserFromGroup': ['AWS::IAM::User'],
  'iam:AddRoleToInstanceProfile': ['AWS::IAM::InstanceProfile'],
  'iam:RemoveRoleFromInstanceProfile': ['AWS::IAM::InstanceProfile'],
  'ec2:RunInstances': ['AWS::EC2::Instance', 'AWS::EC2::NetworkInterface'],
  'ec2:CreateNetworkInterface': ['AWS::EC2::NetworkInterface'],
  'ec2:CreateSecurityGroup': ['AWS::EC2::SecurityGroup'],
  'ec2:CreateNatGateway': ['AWS::EC2::NatGateway'],
  'ec2:CreateNetworkAcl': ['AWS::EC2::NetworkAcl'],
  'ec2:CreateVpcEndpoint': ['AWS::EC2::VPCEndpoint'],
  'ec2:CreateRoute': ['AWS::EC2::RouteTable'],
  'ec2:ReplaceRoute': ['AWS::EC2::RouteTable'],
  'ec2:AssociateRouteTable': ['AWS::EC2::Subnet'],
};

export function isSubject({ change }: TrailChange, { type }: TouchedResource): boolean {
  return type === null || (SUBJECTS[change]?.includes(type) ?? true);
}
