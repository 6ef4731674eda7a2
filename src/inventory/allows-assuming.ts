import type { HeldPolicyView } from '../iam/index.ts';

/** Whether some statement may allow assuming roles. Cheap and sound: what none is about, no proof finds allowed. */
export function allowsAssuming({ document }: HeldPolicyView): boolean {
  return document.statements.some(
    ({ effect, actions, notActions }) =>
      effect === 'Allow' && (notActions !== null || (actions ?? []).some((each) => ABOUT_STS.test(each))),
  );
}

const ABOUT_STS = /^(sts:|[^:]*[*?])/i;
