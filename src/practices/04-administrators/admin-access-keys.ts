import { describeGrants, userAdministratorGrants } from '../../inventory/administrators.ts';
import { defineCheck, fail, notApplicable, pass, unknown } from '../check.ts';
import { counted } from '../counted.ts';

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html#bp-workloads-use-roles */
export const adminAccessKeys = defineCheck({
  id: 'admin-access-keys',
  title: 'Administrators have no long-term access keys',
  practice: 4,
  severity: 'high',
  resource: 'AWS::IAM::User',
  reads: ['iam:GetAccountAuthorizationDetails', 'iam:ListAccessKeys'],
  controls: ['nist-800-53-r5:ac_6', 'iso-27001-2022:A.5.15'],
  equivalents: [],
  rationale:
    'Such a key lies in files and environments, works from anywhere until somebody deletes it, and opens everything.',
  remediation: 'Make the key inactive and delete it; let the person or the program assume a role instead.',
  evaluate(user, { inventory }) {
    const { id, accessKeys } = user;
    const grants = userAdministratorGrants(inventory, user);
    if (grants.status === 'read' && grants.value.length === 0) return notApplicable();
    if (grants.status === 'unread' || accessKeys.status === 'unread') return unknown([grants, accessKeys]);
    const who = `${id} is an administrator (${describeGrants(grants.value)})`;
    const active = accessKeys.value
      .filter((key) => key.status === 'Active')
      .map(({ accessKeyId, createDate }) => ({ accessKeyId, createDate }));
    const names = active.map((key) => key.accessKeyId).join(', ');
    return active.length > 0
      ? fail(`${who} and has ${counted(active.length, 'active key')}: ${names}.`, { activeKeys: active })
      : pass(`${who} and has no active access key.`, { activeKeys: [] });
  },
});
