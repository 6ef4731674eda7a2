import { isFields, textsAt, valuesAt } from './request-values.ts';
import type { TrailEvent } from './trail-event.ts';

/** Which actions events need whose own name is no action, or not the only one. */
export interface EventRule {
  /** The service's prefix and the event's name, `s3:ListBuckets`. */
  readonly events: readonly string[];
  readonly needs: readonly Need[];
  /** AWS's page that says so. */
  readonly docs: string;
}

/** An action, needed always or when the request has something. */
export type Need = string | NeedWhen;

interface NeedWhen {
  readonly action: string;
  /** Paths in the request, of which one must have a value. */
  readonly given: readonly string[];
  /** What the value must be. */
  readonly matching?: RegExp;
  /** The action that is needed instead when nothing of it is given. */
  readonly otherwise?: string;
}

export function actionsNeeded(needs: readonly Need[], event: TrailEvent): readonly string[] {
  const actions: string[] = [];
  for (const need of needs) {
    if (typeof need === 'string') actions.push(need);
    else if (isGiven(need, event.requestParameters)) actions.push(need.action);
    else if (need.otherwise !== undefined) actions.push(need.otherwise);
  }
  return actions;
}

/** Whether others might be needed if another text stood in the request, and neither were empty. */
export function textsMatter(needs: readonly Need[], { requestParameters }: TrailEvent): boolean {
  return needs.some(
    (need) =>
      typeof need !== 'string' &&
      need.matching !== undefined &&
      need.given.some((path) => textsAt(requestParameters, path).length > 0),
  );
}

function isGiven({ given, matching }: NeedWhen, request: unknown): boolean {
  const isMet = (value: unknown): boolean =>
    matching ? typeof value === 'string' && matching.test(value) : holdsSomething(value);
  return given.some((path) => valuesAt(request, path).some(isMet));
}

/** Empty lists and objects come along where nothing was asked for. */
function holdsSomething(value: unknown): boolean {
  if (isFields(value)) return Object.keys(value).length > 0;
  return value !== null && value !== undefined && value !== false && value !== '';
}
