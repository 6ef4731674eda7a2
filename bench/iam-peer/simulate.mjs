import { readFileSync } from 'node:fs';
import { runSimulation } from '@cloud-copilot/iam-simulate';

/** The cases that iam-authorize-process.ts left, as many as fit into some seconds of CPU time. */
const [file, seconds] = process.argv.slice(2);
const cases = readFileSync(file, 'utf8')
  .split('\n')
  .map((line) => JSON.parse(line));
const EFFECTS = { Allowed: 'allow', ExplicitlyDenied: 'explicit-deny', ImplicitlyDenied: 'implicit-deny' };
const figures = { decisions: 0, refused: 0, same: 0, other: 0, cpuSeconds: 0 };
/** Neighbouring cases are of one policy, so they are taken from all over. */
const STRIDE = 7919;

await decide(cases[0]);
const startedAt = process.cpuUsage();
for (let turn = 0; turn < cases.length && cpuSeconds() < Number(seconds); turn++) {
  const one = cases[(turn * STRIDE) % cases.length];
  const effect = await decide(one);
  figures.decisions += 1;
  if (effect === null) figures.refused += 1;
  else figures[effect === one.effect ? 'same' : 'other'] += 1;
}
figures.cpuSeconds = cpuSeconds();
process.stdout.write(JSON.stringify(figures));

async function decide({ document, request }) {
  const { principal, action, resource, resourceAccount, context } = request;
  const simulation = {
    request: {
      principal,
      action,
      resource: { resource, accountId: resourceAccount },
      contextVariables: context,
    },
    identityPolicies: [{ name: 'policy', policy: document }],
    serviceControlPolicies: [],
    resourceControlPolicies: [],
  };
  const outcome = await runSimulation(simulation, {});
  return EFFECTS[outcome.overallResult] ?? null;
}

function cpuSeconds() {
  const { user, system } = process.cpuUsage(startedAt);
  return (user + system) / 1e6;
}
