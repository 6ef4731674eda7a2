import { writeFileSync } from 'node:fs';
import type { AuthorizationRequest } from '../src/iam/authorization-request.ts';
import { authorize } from '../src/iam/authorize.ts';
import { type CompiledPolicySet, compilePolicySet } from '../src/iam/compile-policy-set.ts';
import type { Effect } from '../src/iam/decision.ts';
import { policyCases } from './iam-cases.ts';
import { median } from './row.ts';

export interface AuthorizeFigures {
  readonly policies: number;
  readonly decisions: number;
  readonly cpuSeconds: number;
  readonly compileSeconds: number;
  /** Of a decision about an action that its policy was not asked about before. */
  readonly firstMicroseconds: number;
  readonly effects: Readonly<Record<Effect, number>>;
}

/** Decides all cases over and over for some seconds; `peer`: where to leave them, with our answers, for others. */
const [corpus = '', seconds = '5', peer] = process.argv.slice(2);
const cases = policyCases(corpus);
const beforeCompile = process.cpuUsage();
const asked = compiled();
const compileSeconds = cpuSecondsSince(beforeCompile);
const effects: Record<Effect, number> = { allow: 0, 'explicit-deny': 0, 'implicit-deny': 0 };
for (const [request, set] of asked) effects[authorize(request, set).effect]++;
if (peer !== undefined) leaveForPeer(peer);

let decisions = 0;
let determining = 0;
const startedAt = process.cpuUsage();
while (cpuSecondsSince(startedAt) < Number(seconds))
  for (const [request, set] of asked) {
    determining += authorize(request, set).determining.length;
    decisions += 1;
  }
const cpuSeconds = cpuSecondsSince(startedAt);

const FIRST_ROUNDS = 9;
const firstMicroseconds = median(
  Array.from({ length: FIRST_ROUNDS }, () => {
    const unasked = compiled();
    const beforeFirst = process.cpuUsage();
    for (const [request, set] of unasked) determining += authorize(request, set).determining.length;
    return (cpuSecondsSince(beforeFirst) / unasked.length) * 1e6;
  }),
);

const figures: AuthorizeFigures = {
  policies: cases.length,
  decisions,
  cpuSeconds,
  compileSeconds,
  firstMicroseconds,
  effects,
};
if (determining === 0) throw new Error('no statement decided anything');
process.stdout.write(JSON.stringify(figures));

function compiled(): readonly (readonly [AuthorizationRequest, CompiledPolicySet])[] {
  return cases.flatMap(({ name, document, requests }) => {
    const set = compilePolicySet({ identityPolicies: [{ name, document }] });
    return requests.map((request) => [request, set] as const);
  });
}

function cpuSecondsSince(start: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1e6;
}

function leaveForPeer(file: string): void {
  const lines = cases.flatMap(({ document, requests }) =>
    requests.map((request) => {
      const { effect } = authorize(request, { identityPolicies: [document] });
      return JSON.stringify({ document, request, effect });
    }),
  );
  writeFileSync(file, lines.join('\n'));
}
