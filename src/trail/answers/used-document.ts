import type { TrailAnswer } from './lake-head.ts';

/** Times are ISO 8601, UTC. */
interface Use {
  readonly calls: number;
  readonly firstUsed: string;
  readonly lastUsed: string;
}

export interface UsedAction extends Use {
  /** `s3:PutLifecycleConfiguration`, as policies have it. */
  readonly action: string;
  /** Calls that failed for another reason than permissions. */
  readonly failed: number;
  /** ARNs, else ids, that the calls name; the first fifty. */
  readonly resources: readonly string[];
  readonly resourceCount: number;
}

/** A call of which no IAM action is told. */
export interface UsedEvent extends Use {
  readonly source: string;
  readonly name: string;
}

export interface DeniedUse extends Use {
  readonly source: string;
  readonly name: string;
  /** What it would have taken; empty: not known. */
  readonly actions: readonly string[];
  readonly resources: readonly string[];
  readonly resourceCount: number;
}

export interface PrincipalUse extends Use {
  readonly principal: string;
  readonly userType: string | null;
  /** In whose trails its calls are. */
  readonly accounts: readonly string[];
  /** By the prefixes of their actions. */
  readonly services: readonly string[];
  readonly actions: readonly UsedAction[];
  /** Which permission they took is not documented. */
  readonly unknown: readonly UsedEvent[];
  /** Sign-ins and calls that no policy is asked about. */
  readonly withoutPermission: readonly UsedEvent[];
  /** Not among the actions: a permission that was asked for and not had. */
  readonly denied: readonly DeniedUse[];
  /** Services of whose data events its accounts' trails have any: of all others what it did with objects, items, functions is not known. */
  readonly dataEventSources: readonly string[];
}

/** `docs/schema/trail-used.v1.json`. */
export interface UsedDocument extends TrailAnswer {
  readonly principal: string | null;
  readonly from: string | null;
  readonly to: string | null;
  readonly principals: readonly PrincipalUse[];
  /** Calls of AWS services on their own, which are nobody's use. */
  readonly serviceCalls: number;
}
