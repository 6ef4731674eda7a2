import { administratorBy } from '../../inventory/administrators.ts';
import { ACCESS_KEY_CHANGES, USER_RIGHT_CHANGES } from '../changes/iam-changes.ts';
import { defineCheck, fail, notApplicable, pass, unknown } from '../check.ts';
import { counted } from '../counted.ts';
import { ESCALATION_READS } from '../escalation-reads.ts';
import { dedented } from '../fix/dedented.ts';

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html#bp-workloads-use-roles */
export const adminAccessKeys = defineCheck({
  id: 'admin-access-keys',
  title: 'Administrators have no long-term access keys',
  practice: 4,
  severity: 'high',
  resource: 'AWS::IAM::User',
  reads: ESCALATION_READS,
  changedBy: [...USER_RIGHT_CHANGES, ...ACCESS_KEY_CHANGES],
  controls: ['iso-27001-2022:A.8.2'],
  equivalents: [],
  rationale:
    'Such a key lies in files and environments, works from anywhere until somebody deletes it, and opens everything.',
  remediation: 'Make the key inactive and delete it; let the person or the program assume a role instead.',
  fix: {
    cli: dedented(`
      # Let what uses the keys assume a role first. What is inactive can be made active again
      aws iam update-access-key --user-name {id} --access-key-id {evidence.activeKeys[].accessKeyId} --status Inactive
      # Once nothing misses them: aws iam delete-access-key --user-name {id} --access-key-id {evidence.activeKeys[].accessKeyId}`),
    terraform: dedented(`
      # Leave out the import where Terraform made the keys
      import {
        for_each = toset({evidence.activeKeys.accessKeyId})
        to       = aws_iam_access_key.this[each.value]
        id       = each.value
      }

      resource "aws_iam_access_key" "this" {
        for_each = toset({evidence.activeKeys.accessKeyId})
        user     = "{id}"
        status   = "Inactive"
      }`),
  },
  evaluate(user, { inventory, asOf }) {
    const { id, accessKeys } = user;
    const administrator = administratorBy(inventory, user, asOf);
    if (administrator.status === 'read' && administrator.value === null) return notApplicable();
    if (administrator.status === 'unread' || accessKeys.status === 'unread')
      return unknown([administrator, accessKeys]);
    const who = `${id} is an administrator (${administrator.value})`;
    const active = accessKeys.value
      .filter((key) => key.status === 'Active')
      .map(({ accessKeyId, createDate }) => ({ accessKeyId, createDate }));
    const names = active.map((key) => key.accessKeyId).join(', ');
    return active.length > 0
      ? fail(`${who} and has ${counted(active.length, 'active key')}: ${names}.`, { activeKeys: active })
      : pass(`${who} and has no active access key.`, { activeKeys: [] });
  },
});
