import type { Snapshot } from '../../../src/model/snapshot.ts';
import { accountIds } from '../accounts.ts';
import { meridian } from '../names.ts';
import { aProgram } from './actors.ts';
import type { Deed } from './deed.ts';
import { activeKeyOf } from './found.ts';

const ACCOUNT = accountIds.hardened;

/** The statements are exported from a machine of Meridian's own, outside AWS; the trail has what is done to objects. */
export function hardenedHistory(snapshot: Snapshot): readonly Deed[] {
  const userName = 'svc-statement-export';
  const by = aProgram(ACCOUNT, userName, activeKeyOf(snapshot, ACCOUNT, userName), '203.0.113.140');
  return [29, 15, 1].map((daysAgo): Deed => {
    const request = { bucketName: meridian.statements, key: `exports/${daysAgo}.pdf` };
    return { daysAgo, by, does: 's3:PutObject', request, isData: true };
  });
}
