import { type Reading, read } from '../model/reading.ts';
import type { Bucket } from '../model/resources/s3.ts';
import type { Inventory } from './inventory.ts';

/**
 * Whether other buckets deliver their access logs to this one; S3 delivers within an account.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/enable-server-access-logging.html
 */
export function receivesAccessLogs(inventory: Inventory, { account, id }: Bucket): Reading<boolean> {
  const { targets, missing } = inventory.derive(receivesAccessLogs, () => index(inventory));
  if (targets.has(`${account} ${id}`)) return read(true);
  return inventory.gaps('AWS::S3::Bucket', { account })[0] ?? missing.get(account) ?? read(false);
}

interface Index {
  readonly targets: ReadonlySet<string>;
  /** Per account, a logging configuration that was not read. */
  readonly missing: ReadonlyMap<string, Reading<never>>;
}

function index(inventory: Inventory): Index {
  const targets = new Set<string>();
  const missing = new Map<string, Reading<never>>();
  for (const { account, id, logging } of inventory.of('AWS::S3::Bucket')) {
    if (logging.status === 'unread') missing.set(account, logging);
    else if (logging.value && logging.value.targetBucket !== id) {
      targets.add(`${account} ${logging.value.targetBucket}`);
    }
  }
  return { targets, missing };
}
