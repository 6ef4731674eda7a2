import type { ExposureStop, Person } from '../../iam/answers/exposure-answer.ts';
import type { ResourceAccess } from '../../iam/answers/public-answer.ts';
import { nameOfOutsider, type Outsider } from '../outsider.ts';

/** Somebody of outside whom nothing tells. */
export const OTHERS: Person = { kind: 'others', name: 'others' };

/** Null: a stranger, where strangers are told of by themselves. */
export function personOf(outsider: Outsider, access: ResourceAccess): Person | null {
  const name = nameOfOutsider(outsider);
  if (outsider.account !== null) return { kind: 'account', name };
  return access.public.answer === 'yes' ? null : { ...OTHERS, name };
}

/** What a VPC endpoint does not let through. */
export function stopOf(endpoint: string): ExposureStop {
  return { layer: 'vpc-endpoint-policy', setting: 'policy', of: endpoint };
}
