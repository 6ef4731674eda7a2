import {
  type FrameworkResult,
  REQUIREMENT_STATES,
  type RequirementResult,
  type RequirementState,
} from '../../src/model/compliance.ts';

export function aRequirement(overrides: Partial<RequirementResult> = {}): RequirementResult {
  return {
    id: '1.1',
    title: 'Buckets keep versions',
    section: 'Storage',
    state: 'met',
    coverage: 'full',
    note: null,
    why: null,
    checks: ['s3-bucket-versioning'],
    worst: null,
    fail: 0,
    unknown: 0,
    pass: 1,
    suppressed: 0,
    failingAccounts: [],
    ...overrides,
  };
}

export function aFramework(requirements: readonly RequirementResult[]): FrameworkResult {
  const counted = REQUIREMENT_STATES.map((state) => [
    state,
    requirements.filter((each) => each.state === state).length,
  ]);
  return {
    id: 'x-1.0',
    title: 'X Benchmark 1.0',
    scope: 'All of it.',
    counts: Object.fromEntries(counted) as Record<RequirementState, number>,
    requirements,
  };
}
