import { compileActions } from '../action-pattern.ts';
import type { ActionCatalogue } from '../catalogue/action-catalogue.ts';
import type { PolicyDocument } from '../policy-document.ts';

/** What a narrower policy no longer allows of a service. */
export interface RemovedService {
  /** `s3` */
  readonly service: string;
  /** Nothing of the service is left. */
  readonly whole: boolean;
  /** The known actions that some statement allowed and none does now, as AWS writes them. */
  readonly actions: readonly string[];
}

export function removedActions(
  document: PolicyDocument,
  kept: ReadonlySet<string>,
  catalogue: ActionCatalogue,
): readonly RemovedService[] {
  const byService = Map.groupBy(grantedActions(document, catalogue), (name) => name.split(':')[0] ?? '');
  return [...byService].flatMap(([service, granted]) => {
    const actions = granted.filter((name) => !kept.has(name.toLowerCase()));
    return actions.length === 0 ? [] : [{ service, whole: actions.length === granted.length, actions }];
  });
}

/** The known actions that some statement allows, whatever its resources and conditions. */
export function grantedActions(
  { statements }: PolicyDocument,
  catalogue: ActionCatalogue,
): readonly string[] {
  const allows = statements
    .filter(({ effect }) => effect === 'Allow')
    .map(({ actions, notActions }) => {
      const isListed = compileActions(actions ?? notActions ?? []);
      return actions ? isListed : (action: string) => !isListed(action);
    });
  return knownActions(catalogue)
    .filter(({ lower }) => allows.some((isAllowed) => isAllowed(lower)))
    .map(({ name }) => name);
}

interface KnownAction {
  readonly name: string;
  readonly lower: string;
}

const KNOWN = new WeakMap<ActionCatalogue, readonly KnownAction[]>();

/** Twenty thousand names: spelt once. */
function knownActions(catalogue: ActionCatalogue): readonly KnownAction[] {
  const known = KNOWN.get(catalogue) ?? spelt(catalogue);
  KNOWN.set(catalogue, known);
  return known;
}

function spelt(catalogue: ActionCatalogue): readonly KnownAction[] {
  return catalogue.services.flatMap((service) =>
    (catalogue.service(service)?.actions ?? []).map(({ name }) => {
      const whole = `${service}:${name}`;
      return { name: whole, lower: whole.toLowerCase() };
    }),
  );
}
