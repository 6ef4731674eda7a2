import type { PolicyKind } from '../../iam/index.ts';
import { KINDS } from '../../iam/lint/policy-kind.ts';

/** In the order of help and messages. */
export const POLICY_KINDS = Object.keys(KINDS) as readonly PolicyKind[]; // its keys are nothing else
