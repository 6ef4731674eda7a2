import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { JsonObject } from '../../src/model/json.ts';
import type { Snapshot } from '../../src/model/snapshot.ts';
import { collect } from '../../src/sources/aws/collect.ts';
import { ALL_COLLECTORS } from '../../src/sources/aws/services/index.ts';
import { openAwsJson } from '../../src/sources/aws-json/aws-json.ts';

/** A folder of `aws … describe-*` answers as what the network engine reads. */
export async function factsIn(folder: string): Promise<Snapshot> {
  return collect({
    accounts: await openAwsJson(folder),
    collectors: ALL_COLLECTORS,
    asOf: '2026-11-01T00:00:00.000Z',
    tool: { name: 'rampart', version: '0' },
    source: 'aws-json',
  });
}

type Lists = Readonly<Record<string, readonly JsonObject[]>>;

/** The same from lists in memory, by the names that AWS gives them. */
export function factsOf(lists: Lists): Promise<Snapshot> {
  const folder = mkdtempSync(join(tmpdir(), 'rampart-network-'));
  for (const [name, list] of Object.entries(asAwsGives(lists)))
    writeFileSync(join(folder, `${name}.json`), JSON.stringify({ [name]: list }));
  return factsIn(folder);
}

/** Instances come in reservations, listeners by their load balancers and with an ARN. */
function asAwsGives({ Instances, Listeners, ...lists }: Lists): Lists {
  return {
    ...lists,
    ...(Instances && { Reservations: [{ Instances }] }),
    ...(Listeners && { LoadBalancerListeners: grouped(Listeners) }),
  };
}

function grouped(listeners: readonly JsonObject[]): readonly JsonObject[] {
  const named: readonly JsonObject[] = listeners.map((each, index) => ({
    ListenerArn: `${LISTENER}/${index}`,
    ...each,
  }));
  return [...Map.groupBy(named, (each) => each['LoadBalancerArn'])].map(([LoadBalancerArn, Listeners]) => ({
    ...(LoadBalancerArn === undefined ? {} : { LoadBalancerArn }),
    Listeners,
  }));
}

const LISTENER = 'arn:aws:elasticloadbalancing:us-east-1:111122223333:listener/app/made-up/0123456789abcdef';
