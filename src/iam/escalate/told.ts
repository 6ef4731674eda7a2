import type { CompiledStatement } from '../compile-policy.ts';
import type { CompiledPolicySet } from '../compile-policy-set.ts';
import type { Actor } from './actor.ts';
import { keysLookedAt, policiesOf } from './circumstances.ts';
import { namesOf } from './user-name.ts';

/** Which resources the policies of somebody tell from others, for some actions. */
export interface Told {
  /** One by one. */
  readonly arns: readonly string[];
  /** By statements with patterns: whether they are about a resource. */
  readonly matches: readonly ((arn: string) => boolean)[];
  /** Equal where `matches` are. */
  readonly text: string;
}

/** Null: they tell all apart, as by their tags. */
export function toldApart(actor: Actor, actions: readonly string[]): Told | null {
  const keys = actions.flatMap((action) => [...keysLookedAt(actor.set, action)]);
  if (keys.some(isOfTarget)) return null;
  const about = new Set(actions.flatMap((action) => statementsAbout(actor.set, action)));
  const telling = [...about].filter((each) => !textsOf(each).includes('*'));
  const names = namesOf(actor);
  if (telling.some((each) => textsOf(each).some(names.isOpen))) return null;
  const wide = telling.filter((each) => textsOf(each).some((text) => /[*?$]/.test(text)));
  const texts = JSON.stringify(wide.map(textsOf));
  return {
    arns: telling.flatMap(textsOf),
    matches: wide.map(
      ({ resources }) =>
        (arn) =>
          resources(arn, names),
    ),
    text: texts.includes('${') ? `${texts} ${actor.arn}` : texts,
  };
}

/** A condition key of what is asked about. */
export function isOfTarget(key: string): boolean {
  return /^aws:resource|:resourcetag\//.test(key);
}

function statementsAbout(set: CompiledPolicySet, action: string): readonly CompiledStatement[] {
  return policiesOf(set).flatMap(({ policy }) => policy.about(action.toLowerCase()));
}

/** Without either, it is the trust policy's own resource. */
function textsOf({ statement: { resources, notResources } }: CompiledStatement): readonly string[] {
  return resources ?? notResources ?? ['*'];
}
