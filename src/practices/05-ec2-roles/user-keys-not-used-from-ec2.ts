import type { Inventory } from '../../inventory/inventory.ts';
import { type OwnAddresses, ownAddresses } from '../../inventory/own-addresses.ts';
import { mapReading, type Unread } from '../../model/reading.ts';
import type { User } from '../../model/resources/iam.ts';
import type { KeyUse } from '../../model/trail-change.ts';
import { ACCESS_KEY_CHANGES } from '../changes/iam-changes.ts';
import { defineCheck, fail, notApplicable, pass, unknown } from '../check.ts';
import { dedented } from '../fix/dedented.ts';
import { trailOf } from '../trail-of.ts';

/**
 * Calls with a user's long-lived key that come from the account's own instances, or through its NAT gateways: that
 * workload should have a role. What the trail does not tell may have happened, so a pass is of the trail's time alone.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html#bp-workloads-use-roles
 */
export const userKeysNotUsedFromEc2 = defineCheck({
  id: 'user-keys-not-used-from-ec2',
  title: "Users' access keys are not used from the account's own instances",
  practice: 5,
  severity: 'high',
  resource: 'AWS::IAM::User',
  reads: [
    'iam:GetAccountAuthorizationDetails',
    'iam:ListAccessKeys',
    'ec2:DescribeAddresses',
    'ec2:DescribeInstances',
    'ec2:DescribeNatGateways',
    'ec2:DescribeNetworkInterfaces',
    'ec2:DescribeVpcEndpoints',
  ],
  changedBy: [...ACCESS_KEY_CHANGES, 'ec2:RunInstances'],
  controls: [],
  equivalents: [],
  rationale:
    'A key that lies on a machine stays valid wherever it is copied to; a role gives the machine credentials that end by themselves and that nobody has to keep.',
  remediation:
    'Give the instance a role by an instance profile, take the key out of the workload, and make it inactive once nothing uses it.',
  fix: {
    cli: dedented(`
      # Once the workload has a role by its instance profile and no longer the key
      aws iam update-access-key --user-name {id} --access-key-id {evidence.accessKeyId} --status Inactive`),
    terraform: dedented(`
      # Once the workload has a role by its instance profile and no longer the key; without the import where Terraform made the key
      import {
        to = aws_iam_access_key.this
        id = "{evidence.accessKeyId}"
      }

      resource "aws_iam_access_key" "this" {
        user   = "{id}"
        status = "Inactive"
      }`),
  },
  evaluate(user, { inventory, trail }) {
    const active = mapReading(user.accessKeys, (keys) => keys.filter(({ status }) => status === 'Active'));
    if (active.status === 'unread') return unknown(active);
    if (active.value.length === 0) return notApplicable();
    const told = trailOf(user.account, trail);
    if (told.status === 'unread') return unknown(told);
    const own = ownAddresses(inventory, user.account);
    return active.value.map(({ accessKeyId }) => {
      const uses = told.value.keyUses.filter((each) => each.accessKeyId === accessKeyId);
      const found = uses
        .flatMap((use) => fromOwn(inventory, own, use))
        .sort((a, b) => (a.last < b.last ? 1 : a.last > b.last ? -1 : 0));
      const evidence = { accessKeyId, uses: found.slice(0, MOST), addresses: uses.length };
      const [latest] = found;
      if (latest)
        return fail(
          `Key ${accessKeyId} of ${user.id} is used from ${latest.from}, ${latest.address}, last on ${latest.last.slice(0, 10)}.`,
          evidence,
          accessKeyId,
        );
      const missing = uses.length > 0 ? [...own.missing, ...endpointGaps(inventory, user, uses)] : [];
      if (missing.length > 0) return unknown(missing, evidence, accessKeyId);
      const summary =
        uses.length === 0
          ? `The trail has no call with key ${accessKeyId} of ${user.id}.`
          : `None of the addresses that key ${accessKeyId} of ${user.id} was used from is an instance's or a NAT gateway's of ${user.account}.`;
      return pass(summary, evidence, accessKeyId);
    });
  },
});

const MOST = 20;

function fromOwn(inventory: Inventory, own: OwnAddresses, use: KeyUse) {
  const vpcId = vpcOf(inventory, use);
  if (vpcId === undefined) return [];
  const owner = own.byAddress
    .get(use.address)
    ?.find((each) => each.vpcId === vpcId && (each.since === null || each.since <= use.last));
  const { accessKeyId: _, ...seen } = use;
  return owner ? [{ from: owner.id, ...seen }] : [];
}

/** Where calls came by endpoints that are not known, and some were not read. */
function endpointGaps(inventory: Inventory, { account }: User, uses: readonly KeyUse[]): readonly Unread[] {
  const isUnplaced = uses.some((use) => vpcOf(inventory, use) === undefined);
  return isUnplaced ? inventory.gaps('AWS::EC2::VPCEndpoint', { account }) : [];
}

/** Null: the address is public; undefined: it is one of a VPC that is not known here. */
function vpcOf(inventory: Inventory, { vpcEndpointId }: KeyUse): string | null | undefined {
  if (vpcEndpointId === null) return null;
  return inventory.of('AWS::EC2::VPCEndpoint').find(({ id }) => id === vpcEndpointId)?.vpcId;
}
