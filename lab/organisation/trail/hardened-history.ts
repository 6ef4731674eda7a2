import type { Snapshot } from '../../../src/model/snapshot.ts';
import { accountIds, auditRoleArn } from '../accounts.ts';
import { meridian } from '../names.ts';
import { aProgram, aWorkload } from './actors.ts';
import type { Deed } from './deed.ts';
import { activeKeyOf } from './found.ts';

const ACCOUNT = accountIds.hardened;

export function hardenedHistory(snapshot: Snapshot): readonly Deed[] {
  return [...exports(snapshot), ...audits()].toSorted((a, b) => b.daysAgo - a.daysAgo);
}

/** The statements are exported from a machine of Meridian's own, outside AWS; the trail has what is done to objects. */
function exports(snapshot: Snapshot): readonly Deed[] {
  const userName = 'svc-statement-export';
  const by = aProgram(ACCOUNT, userName, activeKeyOf(snapshot, ACCOUNT, userName), '203.0.113.140');
  return [29, 15, 1].map((daysAgo): Deed => {
    const request = { bucketName: meridian.statements, key: `exports/${daysAgo}.pdf` };
    return { daysAgo, by, does: 's3:PutObject', request, isData: true };
  });
}

/** The security team's tooling uses the one right that it has. */
function audits(): readonly Deed[] {
  const by = aWorkload(ACCOUNT, 'SecurityTooling', 'nightly', '203.0.113.141');
  const request = { roleArn: auditRoleArn('hardened'), roleSessionName: 'nightly' };
  return [20, 2].map((daysAgo): Deed => ({ daysAgo, by, does: 'sts:AssumeRole', request, readOnly: true }));
}
