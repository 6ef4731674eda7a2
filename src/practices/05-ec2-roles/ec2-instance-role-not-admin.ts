import { allowingStatements } from '../../inventory/allowing-statements.ts';
import { instanceProfileUses } from '../../inventory/instance-profile-uses.ts';
import { profileRole } from '../../inventory/profile-role.ts';
import { INSTANCE_PROFILE_CHANGES, ROLE_RIGHT_CHANGES } from '../changes/iam-changes.ts';
import { defineCheck, fail, notApplicable, pass, unknown } from '../check.ts';
import { ESCALATION_READS } from '../escalation-reads.ts';
import { boundaryFix } from '../fix/escalation-fix.ts';

/** Judged once for each instance profile, however many instances carry it; one that waits for an instance counts. */
export const ec2InstanceRoleNotAdmin = defineCheck({
  id: 'ec2-instance-role-not-admin',
  title: 'Roles of instances are no administrators',
  practice: 5,
  severity: 'high',
  resource: 'AWS::IAM::InstanceProfile',
  reads: ESCALATION_READS,
  changedBy: [...INSTANCE_PROFILE_CHANGES, ...ROLE_RIGHT_CHANGES],
  controls: [
    'nist-800-53-r5:AC-6',
    'nist-800-53-r5:AC-6(10)',
    'nist-csf-2.0:PR.AA-05',
    'pci-dss-4.0:7.2.5',
    'iso-27001-2022:A.8.2',
    'soc-2:CC6.3',
  ],
  equivalents: [],
  rationale:
    'Every process on the instance, and whoever gets one request out of it to the metadata service, then is administrator of the account.',
  remediation: 'Give the role what its workload calls, and nothing of IAM.',
  fix: boundaryFix('role', '{evidence.role|name}', '{evidence.statements}'),
  evaluate(profile, { inventory, asOf }) {
    const role = profileRole(inventory, profile, asOf);
    if (role.status === 'unread') return unknown(role);
    if (!role.value) return notApplicable();
    const { principal, standing } = role.value;
    const { usedBy } = instanceProfileUses(inventory, profile);
    const { administrator, unsure } = standing;
    if (administrator && administrator.doubts.length === 0)
      return fail(`${principal.name}, the role of ${profile.id}, is an administrator.`, {
        role: principal.arn,
        usedBy,
        statements: allowingStatements(administrator.found.requests),
      });
    const missing = administrator ? administrator.doubts : unsure;
    const evidence = { role: principal.arn, usedBy };
    return missing.length > 0
      ? unknown(missing, evidence)
      : pass(`${principal.name}, the role of ${profile.id}, is no administrator.`, evidence);
  },
});
