import type { AllowedRequest, EscalationPath, EscalationStep } from '../iam/index.ts';
import { allowingStatements } from '../inventory/allowing-statements.ts';
import type { JsonObject } from '../model/json.ts';
import { requestEvidence } from './request-evidence.ts';

/** A path, as evidence: each step with the requests that AWS would allow, and what it hangs on. */
export function pathEvidence({ technique, steps, assumes }: EscalationPath): JsonObject {
  return {
    technique,
    steps: steps.map(({ from, to, does, requests }) => ({
      from,
      to,
      does,
      requests: requests.map(allowedEvidence),
    })),
    ...(assumes.length > 0 && { assumes: [...assumes] }),
  };
}

/** `assumes chain-b, which attaches a managed policy to itself` */
export function describePath({ steps }: EscalationPath): string {
  const joined = (step: EscalationStep, at: number): string => {
    const before = steps[at - 1];
    if (!before) return step.does;
    return `${before.from === before.to ? ', then' : ', which'} ${step.does}`;
  };
  return steps.map(joined).join('');
}

/** Those that allow the first steps of paths: what to narrow. */
export function firstStatements(paths: readonly EscalationPath[]): readonly string[] {
  return allowingStatements(paths.flatMap(({ steps: [first] }) => first?.requests ?? []));
}

function allowedEvidence(allowed: AllowedRequest): JsonObject {
  return { ...requestEvidence(allowed.request), statements: allowingStatements([allowed]) };
}
