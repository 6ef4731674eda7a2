import { accountIds } from '../accounts.ts';
import type { LabAccount } from '../lab-account.ts';
import { observabilityVendor } from '../names.ts';
import { allow, policy, serviceTrust, trust } from '../policy-document.ts';
import { awsManaged, createRole } from '../shared/identity.ts';

/**
 * What the other two accounts cannot show: inline policies that are no worse for it, which `hardened` has none of, and a
 * vendor who needs his external id, but is in nobody's list of trusted accounts.
 */
export async function createHelpers(account: LabAccount): Promise<void> {
  const { iam } = account.home;
  await createRole(account, {
    name: 'ObservabilityVendor',
    trust: trust(
      { AWS: `arn:aws:iam::${observabilityVendor}:role/metrics-collector` },
      { Condition: { StringEquals: { 'sts:ExternalId': 'mrd-7f3c9e52d1' } } },
    ),
    managed: [awsManaged('CloudWatchReadOnlyAccess')],
  });
  await createRole(account, {
    name: 'ArchiveIndexer',
    trust: serviceTrust('lambda.amazonaws.com', account.id),
    inline: {
      index: policy(allow('logs:PutLogEvents', account.arn('logs', 'log-group:/archive/*', 'us-east-1'))),
    },
  });
  await iam.createGroup({ GroupName: 'archive-readers' });
  await iam.putGroupPolicy({
    GroupName: 'archive-readers',
    PolicyName: 'read',
    PolicyDocument: policy(
      allow('logs:GetLogEvents', account.arn('logs', 'log-group:/archive/*', 'us-east-1')),
    ),
  });
  await iam.addUserToGroup({ GroupName: 'archive-readers', UserName: 'tomas.reyes' });
  // flaw: role-cross-account-escalation (of chain-a in the acquired company's account, which he helps to move)
  await iam.putUserPolicy({
    UserName: 'tomas.reyes',
    PolicyName: 'harbourline-migration',
    PolicyDocument: policy(allow('sts:AssumeRole', `arn:aws:iam::${accountIds.flawed}:role/chain-a`)),
  });
}
