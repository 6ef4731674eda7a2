import type { Tags } from '../../model/resource.ts';
import type { PolicyDocument } from '../policy-document.ts';

/** A request that somebody would make. */
export interface Wish {
  readonly action: string;
  /** An ARN, `*` for an action that takes none, or a pattern: any that it matches will do. */
  readonly resource: string;
  /** Null: without the key. Keys that are neither here nor settled are the caller's to choose. */
  readonly context?: Readonly<Record<string, string | null>> | undefined;
  /** Of the resource; null or absent: not known. */
  readonly resourceTags?: Tags | null | undefined;
  /** The resource's own policy: a role's trust policy. */
  readonly resourcePolicy?: PolicyDocument | undefined;
  /** Of the VPC endpoint that the request comes through. */
  readonly vpcEndpointPolicy?: PolicyDocument | undefined;
}
