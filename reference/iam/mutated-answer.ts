import { authorize } from '../../src/iam/authorize.ts';
import { InvalidInput } from '../../src/iam/invalid-input.ts';
import type { PolicySet } from '../../src/iam/policy-set.ts';
import { referenceAuthorize } from './authorize.ts';
import { isPolicy } from './grammar.ts';
import { strictJson } from './json.ts';
import type { Policies, Request, ServiceFacts } from './request.ts';

/** Where a text stands among the policies of a request. */
export type TextPlace = 'identityPolicies' | 'resourcePolicy' | 'vpcEndpointPolicies';

/** The engine's answer to a request by one policy's text, or that the text is no policy. */
export function engineAnswer(asked: Request, text: string, place: TextPlace): string {
  try {
    const set: PolicySet = place === 'resourcePolicy' ? { resourcePolicy: text } : { [place]: [text] };
    return authorize(asked, set).effect;
  } catch (error) {
    if (error instanceof InvalidInput) return 'no policy';
    throw error;
  }
}

export function referenceAnswer(asked: Request, text: string, place: TextPlace, facts: ServiceFacts): string {
  const json = strictJson(text);
  const kinds = {
    identityPolicies: 'identity',
    resourcePolicy: 'resource',
    vpcEndpointPolicies: 'guard-with-principals',
  } as const;
  if (!json || !isPolicy(json.value, kinds[place])) return 'no policy';
  const set: Policies =
    place === 'resourcePolicy' ? { resourcePolicy: json.value } : { [place]: [json.value] };
  return referenceAuthorize(asked, set, facts) ?? 'no request';
}
