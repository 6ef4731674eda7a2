// Made by `npm run generate` from the files of this folder: do not edit.
import type { Check } from '../check.ts';
import { ec2ExposedInstanceRole } from './ec2-exposed-instance-role.ts';
import { ec2ImdsAccountDefault } from './ec2-imds-account-default.ts';
import { ec2ImdsHopLimit } from './ec2-imds-hop-limit.ts';
import { ec2Imdsv2Required } from './ec2-imdsv2-required.ts';
import { ec2InstanceProfile } from './ec2-instance-profile.ts';
import { ec2InstanceRoleEscalation } from './ec2-instance-role-escalation.ts';
import { ec2InstanceRoleNotAdmin } from './ec2-instance-role-not-admin.ts';
import { ec2ProfileRoleUnused } from './ec2-profile-role-unused.ts';
import { ec2UserDataNoCredentials } from './ec2-user-data-no-credentials.ts';
import { ecsTaskDefinitionNoCredentials } from './ecs-task-definition-no-credentials.ts';
import { lambdaEnvironmentNoCredentials } from './lambda-environment-no-credentials.ts';
import { launchConfigurationNoCredentials } from './launch-configuration-no-credentials.ts';
import { launchTemplateNoCredentials } from './launch-template-no-credentials.ts';
import { roleOidcSubjectScoped } from './role-oidc-subject-scoped.ts';
import { ssmParameterNoPlainCredentials } from './ssm-parameter-no-plain-credentials.ts';
import { userKeysNotUsedFromEc2 } from './user-keys-not-used-from-ec2.ts';

export const checks: readonly Check[] = [
  ec2ExposedInstanceRole,
  ec2ImdsAccountDefault,
  ec2ImdsHopLimit,
  ec2Imdsv2Required,
  ec2InstanceProfile,
  ec2InstanceRoleEscalation,
  ec2InstanceRoleNotAdmin,
  ec2ProfileRoleUnused,
  ec2UserDataNoCredentials,
  ecsTaskDefinitionNoCredentials,
  lambdaEnvironmentNoCredentials,
  launchConfigurationNoCredentials,
  launchTemplateNoCredentials,
  roleOidcSubjectScoped,
  ssmParameterNoPlainCredentials,
  userKeysNotUsedFromEc2,
].flat();
