import { profileRole } from '../../inventory/profile-role.ts';
import { INSTANCE_PROFILE_CHANGES, RIGHT_CHANGES } from '../changes/iam-changes.ts';
import { defineCheck, notApplicable, unknown } from '../check.ts';
import { escalationOutcome } from '../escalation-outcome.ts';
import { ESCALATION_READS } from '../escalation-reads.ts';
import { boundaryFix } from '../fix/escalation-fix.ts';
import { LEAST_PRIVILEGE } from '../least-privilege-controls.ts';

/** A role that is an administrator already is for `ec2-instance-role-not-admin`. */
export const ec2InstanceRoleEscalation = defineCheck({
  id: 'ec2-instance-role-escalation',
  title: 'Roles of instances cannot become administrators',
  practice: 5,
  severity: 'high',
  resource: 'AWS::IAM::InstanceProfile',
  reads: ESCALATION_READS,
  changedBy: [...INSTANCE_PROFILE_CHANGES, ...RIGHT_CHANGES],
  controls: LEAST_PRIVILEGE,
  equivalents: [],
  rationale:
    'Whoever takes over the workload goes on as the role, and a role that can give itself rights makes one stolen session the whole account.',
  remediation: 'Take the first step of each way from the role, or put a permissions boundary on it.',
  fix: boundaryFix('role', '{evidence.role|name}', '{evidence.statements}'),
  evaluate(profile, { inventory, asOf }) {
    const role = profileRole(inventory, profile, asOf);
    if (role.status === 'unread') return unknown(role);
    return role.value ? escalationOutcome(role.value, { role: role.value.principal.arn }) : notApplicable();
  },
});
