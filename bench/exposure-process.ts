import { exposureState } from '../src/iam/answers/exposure-answer.ts';
import { EXPOSURE_TYPES, exposures } from '../src/inventory/exposure/exposures.ts';
import { Inventory } from '../src/inventory/inventory.ts';
import { generatedBuckets } from './generated-buckets.ts';

export interface ExposureFigures {
  readonly cpuSeconds: number;
  readonly policies: number;
  readonly exposed: number;
  readonly public: number;
  readonly shared: number;
  readonly held: number;
}

/** What `exposure.ts` runs in a process of its own: `BUCKETS`. */
const snapshot = generatedBuckets(Number(process.argv[2]));
const before = process.cpuUsage();
const found = exposures(new Inventory(snapshot), {
  types: EXPOSURE_TYPES,
  resource: null,
  trustedAccounts: [],
});
const { user, system } = process.cpuUsage(before);
const states = Map.groupBy(found, exposureState);
const policies = new Set(
  snapshot.resources.flatMap((each) =>
    each.type === 'AWS::S3::Bucket' && each.policy.status === 'read' && each.policy.value !== null
      ? [each.policy.value.replaceAll(each.arn, '').replaceAll(each.account, '')]
      : [],
  ),
);
const figures: ExposureFigures = {
  cpuSeconds: (user + system) / 1e6,
  policies: policies.size,
  exposed: found.length,
  public: states.get('public')?.length ?? 0,
  shared: states.get('shared')?.length ?? 0,
  held: states.get('held')?.length ?? 0,
};
process.stdout.write(JSON.stringify(figures));
