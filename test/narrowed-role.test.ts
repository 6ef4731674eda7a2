import { join } from 'node:path';
import { expect, test } from 'vitest';
import { type CheckNarrowing, scannerActions } from '../src/app/role/scanner-actions.ts';
import { collectorsFor } from '../src/app/scan.ts';
import { assess } from '../src/assess/assess.ts';
import type { Finding } from '../src/model/finding.ts';
import { PRACTICES } from '../src/model/practice.ts';
import { CATALOGUE } from '../src/practices/catalogue.ts';
import type { Check } from '../src/practices/check.ts';
import { ApiError } from '../src/sources/aws/api-error.ts';
import { collect } from '../src/sources/aws/collect.ts';
import { iamActions } from '../src/sources/aws/iam-actions.ts';
import { ReplayTransport, recordedAccounts } from '../src/sources/aws/recording.ts';
import { ALL_COLLECTORS } from '../src/sources/aws/services/index.ts';
import { callName } from '../src/sources/aws/services.ts';
import type { ApiCall, Transport } from '../src/sources/aws/transport.ts';

const RECORDING = join(import.meta.dirname, '../lab/demo/recording');
const CHECKS = CATALOGUE.filter((check) => !check.optIn);
const EVERYTHING: CheckNarrowing = { practices: [], checkIds: [] };
const recorded = await ReplayTransport.open(RECORDING);
const identities = await recordedAccounts(RECORDING);

/** The recorded organisation as a role with these actions sees it. */
function seenWith(actions: readonly string[]): {
  readonly transport: Transport;
  readonly denied: Set<string>;
} {
  const denied = new Set<string>();
  const send = async (call: ApiCall): Promise<unknown> => {
    const name = callName(call.service, call.operation);
    const missing = iamActions(name, call.service).filter((action) => !actions.includes(action));
    if (missing.length === 0) return recorded.send(call);
    denied.add(name);
    throw new ApiError('AccessDenied', `not authorized to perform: ${missing.join(', ')}`, 'denied');
  };
  return { transport: { send }, denied };
}

async function scanned(
  checks: readonly Check[],
  narrowing: CheckNarrowing,
): Promise<{ readonly findings: readonly Finding[]; readonly denied: ReadonlySet<string> }> {
  const { transport, denied } = seenWith(scannerActions(narrowing));
  const isNarrow = narrowing !== EVERYTHING;
  const snapshot = await collect({
    accounts: identities.map((identity) => ({ identity, transport })),
    collectors: isNarrow ? collectorsFor(checks) : ALL_COLLECTORS,
    ...(isNarrow ? { wantedCalls: new Set(checks.flatMap((check) => check.reads)) } : {}),
    asOf: '2026-11-20T09:00:00.000Z',
    tool: { name: 'rampart', version: '0.0.0' },
    source: 'recording',
    scheduler: { rateFactor: Number.POSITIVE_INFINITY },
  });
  return { findings: assess(snapshot, { checks }).findings, denied };
}

const whole = await scanned(CHECKS, EVERYTHING);

test('no call of a scan is denied to its role', () => {
  expect([...whole.denied]).toEqual([]);
  expect(whole.findings.length).toBeGreaterThan(1000);
});

test.each(PRACTICES)(
  'the role for practice $practice alone answers all that its checks ask',
  async ({ practice }) => {
    const checks = CHECKS.filter((check) => check.practice === practice);
    const { findings, denied } = await scanned(checks, { practices: [practice], checkIds: [] });
    expect([...denied]).toEqual([]);
    expect(findings).toEqual(whole.findings.filter((each) => each.practice === practice));
  },
);
