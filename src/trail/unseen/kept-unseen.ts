import { compileActions, namesWholeService } from '../../iam/action-pattern.ts';
import type { PolicyDocument } from '../../iam/index.ts';
import { askedWithin, isChange } from '../../iam/least-privilege/asked-within.ts';
import { hasNoOperation } from '../../iam/least-privilege/without-operation.ts';
import { unloggedActions } from './unlogged-actions.ts';
import { unseenActions } from './unseen-actions.ts';

interface Seen {
  /** Today's policies. */
  readonly documents: readonly PolicyDocument[];
  /** The actions of the calls that are there. */
  readonly used: readonly string[];
  /** Services whose data events are there, `s3.amazonaws.com`. */
  readonly dataEvents: readonly string[];
}

/**
 * Patterns of the actions that a narrower policy keeps without their use being seen, lest it break what nobody saw: those
 * of data events that are not there; what AWS may have asked for within the calls that are; and of what no event tells,
 * what belongs to a service that was used, or what the policies name: `*` and `s3:*` name no action.
 */
export function keptUnseen({ documents, used, dataEvents }: Seen): readonly string[] {
  const services = new Set(used.map(serviceOf));
  const isNamed = namedBy(documents);
  const isPassing = used.some(isChange);
  const unlogged = unloggedActions().filter(
    (action) =>
      services.has(serviceOf(action)) || isNamed(action) || (action === 'iam:PassRole' && isPassing),
  );
  return [...unseenActions(dataEvents), ...askedWithin(used), ...unlogged];
}

function serviceOf(action: string): string {
  return action.slice(0, action.indexOf(':'));
}

/** By more than its service, unless that has no operation. */
function namedBy(documents: readonly PolicyDocument[]): (action: string) => boolean {
  const patterns = documents
    .flatMap(({ statements }) => statements)
    .filter(({ effect }) => effect === 'Allow')
    .flatMap(({ actions }) => actions ?? [])
    .filter((pattern) => pattern.includes(':') && !/^[*?]+:/.test(pattern));
  const isAmong = compileActions(patterns.filter((pattern) => !namesWholeService(pattern)));
  const isMatched = compileActions(patterns);
  return (action) => {
    const lower = action.toLowerCase();
    return isAmong(lower) || (hasNoOperation(serviceOf(action)) && isMatched(lower));
  };
}
