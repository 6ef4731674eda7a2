import { BUCKET_OPERATIONS } from '../../iam/exposure/bucket-operation.ts';
import type { Bucket } from '../../model/resources/s3.ts';
import type { Inventory } from '../inventory.ts';
import { ownAccounts } from '../own-accounts.ts';
import { policyInForce } from '../policy-at-resource.ts';
import { holdersOf, type ResourceRight } from '../rights-on.ts';
import { OPERATIONS } from './bucket-people.ts';
import { type People } from './people.ts';

/** Users and roles of the accounts that were read, by their own policies or the bucket's, with MFA if need be. */
export function addInsiders(people: People, inventory: Inventory, bucket: Bucket): void {
  const { arn, account, tags = null } = bucket;
  const policy = policyInForce(inventory, bucket);
  const { known } = ownAccounts(inventory, account);
  const question = { asOf: inventory.asOf, mfa: true, who: () => true, accounts: known };
  for (const operation of OPERATIONS) {
    const rights = BUCKET_OPERATIONS[operation].actions.map(
      (action): ResourceRight => ({
        action,
        resource: OF_OBJECTS.test(action) ? `${arn}/*` : arn,
        account,
        tags,
        policy,
      }),
    );
    const { found, missing } = holdersOf(inventory, rights, question);
    for (const { principal, allowed, doubts } of found) {
      const [first] = allowed;
      if (!first) continue;
      const person = { kind: 'inside', name: principal.arn } as const;
      const way = {
        by: 'identity-policies',
        grant: 'an Allow',
        where: "of its own policies or the bucket's",
        accessPoint: null,
      } as const;
      people.add(person, operation, { ...way, request: first.request, stoppedBy: [] }, doubts);
    }
    people.addUnknown({ kind: 'inside', name: 'others of its own' }, operation, missing);
  }
}

const OF_OBJECTS = /Object/;
