import { join } from 'node:path';
import { assess } from '../../src/assess/assess.ts';
import type { Assessment } from '../../src/model/assessment.ts';
import type { Snapshot } from '../../src/model/snapshot.ts';
import type { TrailFacts } from '../../src/model/trail-change.ts';
import { CATALOGUE } from '../../src/practices/catalogue.ts';
import type { Check } from '../../src/practices/check.ts';
import { type AccountAccess, type CollectOptions, collect } from '../../src/sources/aws/collect.ts';
import { LiveTransport } from '../../src/sources/aws/live-transport.ts';
import { ALL_COLLECTORS } from '../../src/sources/aws/services/index.ts';
import type { Organisation } from '../replay/organisation.ts';
import {
  type RecordedCall,
  type RecordedOrganisation,
  readRecording,
  recordedOrganisation,
} from '../replay/recorded-organisation.ts';
import { createReplayServer, type ReplayOptions, type ReplayServer } from '../replay/replay-server.ts';

export const RECORDING = join(import.meta.dirname, '../demo/recording');

/** The day the sample organisation was built for; any fixed day would do, since both sides of a test use it. */
export const AS_OF = '2026-11-20T09:00:00.000Z';

/** The checks of a plain `rampart scan`. */
export const CHECKS = CATALOGUE.filter((check) => !check.optIn);

/** Those of a scan that has a trail. */
export const CHECKS_WITH_TRAIL = CATALOGUE.filter((check) => !check.optIn || check.needsTrail);

export interface SampleServer extends ReplayServer {
  readonly accounts: readonly string[];
}

export interface SampleOptions extends Partial<Omit<ReplayOptions, 'organisation'>> {
  /** Answers otherwise than the recording does. */
  readonly change?: (recorded: RecordedOrganisation) => Organisation;
}

/** The recorded sample organisation on an AWS-like server: as fast as can be and without request rates unless said. */
export async function serveSample({
  change = (recorded) => recorded,
  ...options
}: SampleOptions = {}): Promise<SampleServer> {
  const recorded = await recordedOrganisation((await readRecording(RECORDING)).calls.map(withoutServerFault));
  const { accounts } = recorded;
  const accessKeys = Object.fromEntries(accounts.map((account) => [accessKeyOf(account), account]));
  const server = await createReplayServer({
    latencyMs: 0,
    limits: 'none',
    accessKeys,
    ...options,
    organisation: change(recorded),
  });
  return { ...server, accounts };
}

/** A call that the recorded server could not answer at all: its fault, which a test of other faults must not repeat. */
function withoutServerFault(call: RecordedCall): RecordedCall {
  if (!('error' in call.answer) || (call.answer.error.status ?? 0) < 500) return call;
  return { ...call, answer: { error: { ...call.answer.error, name: 'InvalidAction', status: 400 } } };
}

const accessKeyOf = (account: string): string => `AKIALAB${account}`;

/** The accounts as the SDK reaches them on this server, each by an access key of its own. */
export function reachAccounts(server: SampleServer): {
  readonly accounts: readonly AccountAccess[];
  close(): Promise<void>;
} {
  process.env['AWS_ENDPOINT_URL'] = server.url; // this process is one test file's own
  const reached = server.accounts.map((account) => ({
    identity: { account, partition: 'aws', callerArn: `arn:aws:iam::${account}:role/RampartAudit` },
    transport: new LiveTransport(() =>
      Promise.resolve({ accessKeyId: accessKeyOf(account), secretAccessKey: 'lab' }),
    ),
  }));
  return {
    accounts: reached,
    close: async () => void (await Promise.all(reached.map((each) => each.transport.close()))),
  };
}

/** What a scan reads, over HTTP by the real SDK. */
export function collectFrom(
  accounts: readonly AccountAccess[],
  options: Partial<CollectOptions> = {},
): Promise<Snapshot> {
  return collect({
    accounts,
    collectors: ALL_COLLECTORS,
    asOf: AS_OF,
    tool: { name: 'rampart', version: '0.0.0' },
    source: 'aws',
    ...options,
  });
}

export async function collectAll(
  server: SampleServer,
  options: Partial<CollectOptions> = {},
): Promise<Snapshot> {
  const reached = reachAccounts(server);
  try {
    return await collectFrom(reached.accounts, options);
  } finally {
    await reached.close();
  }
}

export function judge(snapshot: Snapshot, checks: readonly Check[] = CHECKS, trail?: TrailFacts): Assessment {
  return assess(snapshot, { checks, ...(trail && { trail }) });
}

/** For a server without rates and random faults, where waiting and repeating would only cost time. */
export const AT_ONCE = { scheduler: { rateFactor: 1000, transientAttempts: 1 } } as const;
