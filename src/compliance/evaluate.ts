import type { Assessment } from '../model/assessment.ts';
import {
  type FrameworkResult,
  REQUIREMENT_STATES,
  type RequirementResult,
  type RequirementState,
} from '../model/compliance.ts';
import type { Settings } from '../model/settings.ts';
import type { Check } from '../practices/check.ts';
import type { Framework, Requirement } from './framework.ts';
import { type Judge, type Judgement, Judgements } from './judgements.ts';
import { requirementChecks } from './requirement-checks.ts';
import { stateOf } from './requirement-state.ts';
import { type Tally, tally } from './tally.ts';

export interface Evidence {
  /** With its suppressions. */
  readonly assessment: Assessment;
  /** The settings that it was judged by. */
  readonly settings: Settings;
  readonly judge: Judge;
  /** All that there are, run or not. */
  readonly catalogue: readonly Check[];
}

/** Says of every requirement of the frameworks what the assessment tells about it. */
export function evaluateFrameworks(
  frameworks: readonly Framework[],
  { assessment, settings, judge, catalogue }: Evidence,
): readonly FrameworkResult[] {
  const judgements = new Judgements(assessment, settings, judge);
  return frameworks.map((framework) => {
    const checks = requirementChecks(framework, catalogue);
    const requirements = framework.requirements.map((requirement) =>
      evaluateRequirement({
        requirement,
        control: `${framework.id}:${requirement.id}`,
        checks: checks.get(requirement.id) ?? [],
        assessment,
        judgements,
      }),
    );
    const { id, title, scope } = framework;
    return { id, title, scope, counts: countsOf(requirements), requirements };
  });
}

interface Question {
  readonly requirement: Requirement;
  readonly control: string;
  readonly checks: readonly Check[];
  readonly assessment: Assessment;
  readonly judgements: Judgements;
}

function evaluateRequirement({
  requirement,
  control,
  checks,
  assessment,
  judgements,
}: Question): RequirementResult {
  const { aliases: _aliases, numbers, ...facts } = requirement;
  const ran = new Set(assessment.checks);
  const run = checks.filter(({ id }) => ran.has(id));
  const judged = new Map(run.map((check) => [check, judgements.of(check, numbers)]));
  const counted = tallyOf([...judged.values()], control);
  const { state, why } = stateOf(counted, {
    coverage: facts.coverage,
    // What nobody asked for costs extra calls, and no coverage is claimed for it.
    notRun: checks.filter((check) => !check.optIn && !ran.has(check.id)).map((check) => check.id),
    crashed: run.filter((check) => judged.get(check)?.crashed).map((check) => check.id),
    incomplete: assessment.coverage.complete ? null : (assessment.coverage.incompleteReason ?? 'unknown'),
    skippedRegions: assessment.coverage.skipped.map(({ account, region }) => `${region} of ${account}`),
  });
  const { fail, unknown, pass, suppressed, worst, failingAccounts, failures } = counted;
  return {
    ...facts,
    state,
    why,
    checks: checks.map((check) => check.id),
    worst,
    fail,
    unknown,
    pass,
    suppressed,
    failingAccounts,
    ...(judgements.agrees(numbers) ? {} : { failures }),
  };
}

function tallyOf(judged: readonly Judgement[], control: string): Tally {
  return tally(
    judged.flatMap(({ findings }) => findings),
    control,
  );
}

function countsOf(requirements: readonly RequirementResult[]): Readonly<Record<RequirementState, number>> {
  const counts = Object.fromEntries(REQUIREMENT_STATES.map((state) => [state, 0]));
  for (const { state } of requirements) counts[state] = (counts[state] ?? 0) + 1;
  return counts as Record<RequirementState, number>; // every state was put in above
}
