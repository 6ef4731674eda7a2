import { type LintedPolicy, type Remark, type Remarks, resourcesOf } from './linted-policy.ts';
import { KINDS } from './policy-kind.ts';

/** About the policy as a whole. */
export function* documentRules(policy: LintedPolicy, text: string): Remarks {
  yield* versionRules(policy);
  yield* sizeRules(policy, text);
  const { document, kind } = policy;
  if (document.id !== null && KINDS[kind].principals === 'refused')
    yield {
      id: 'id-refused',
      path: ['Id'],
      message: `${KINDS[kind].noun} has no Id.`,
      fix: 'Remove Id; a Sid names a statement.',
    };
  if (document.statements.length === 0)
    yield {
      id: 'policy-empty',
      path: ['Statement'],
      message: 'The policy has no statements.',
      fix: 'Add one, or remove the policy.',
    };
  yield* sidRules(policy);
}

function* versionRules({ document }: LintedPolicy): Remarks {
  const fix = 'Set "Version": "2012-10-17".';
  if (document.version === null)
    yield {
      id: 'version-missing',
      path: [],
      message: 'Version is missing, which AWS reads as 2008-10-17.',
      fix,
    };
  else if (document.version === '2008-10-17')
    yield {
      id: 'version-old',
      path: ['Version'],
      message: 'Version 2008-10-17 has no policy variables.',
      fix,
    };
  else if (document.version !== '2012-10-17')
    yield {
      id: 'version-unknown',
      path: ['Version'],
      message: `AWS has no Version "${document.version}".`,
      fix,
    };
}

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html */
function* sizeRules({ kind }: LintedPolicy, text: string): Remarks {
  const { noun, limit, isIam } = KINDS[kind];
  const size = limit?.whitespace === false ? text.replace(/\s/g, '').length : text.length;
  if (limit && size > limit.size)
    yield {
      id: 'policy-too-large',
      path: [],
      message: `${noun} may have ${limit.size} characters${limit.whitespace ? '' : ' without white space'}; this has ${size}.`,
      fix: 'Join statements, use wildcards, or divide it.',
    };
  const refused = isIam ? /[^\t\n\r\u0020-\u00ff]/u.exec(text)?.[0] : undefined;
  if (refused !== undefined)
    yield {
      id: 'character-refused',
      path: [],
      message: `IAM policies hold only the characters U+0020 to U+00FF; this has "${refused}" (U+${(refused.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}).`,
      fix: 'Remove it, or write it in another way.',
    };
}

function* sidRules({ statements, kind }: LintedPolicy): Remarks {
  const seen = new Set<string>();
  for (const { statement, path } of statements) {
    const { sid } = statement;
    if (sid === null) continue;
    const at: Pick<Remark, 'path'> = { path: [...path, 'Sid'] };
    if (seen.has(sid) && sid !== '')
      yield {
        ...at,
        id: 'sid-repeated',
        message: `Two statements have the Sid "${sid}".`,
        fix: 'Give each its own, or none.',
      };
    seen.add(sid);
    if (KINDS[kind].isIam && !/^[A-Za-z0-9]*$/.test(sid))
      yield {
        ...at,
        id: 'sid-characters',
        message: `The Sid "${sid}" has more than letters and digits.`,
        fix: 'Use only A-Z, a-z and 0-9.',
      };
  }
}

/** Elements that a policy of this kind needs, or does not take. */
export function* elementRules({ statements, kind }: LintedPolicy): Remarks {
  const { principals, resources, noun } = KINDS[kind];
  for (const { statement, path } of statements) {
    const hasPrincipal = statement.principals ?? statement.notPrincipals;
    if (principals === 'required' && !hasPrincipal)
      yield {
        id: 'principal-missing',
        path,
        message: 'The statement has no principal, so it says nothing.',
        fix: 'Add Principal.',
      };
    if (principals === 'refused' && hasPrincipal) {
      const name = statement.principals ? 'Principal' : 'NotPrincipal';
      yield {
        id: 'principal-refused',
        path: [...path, name],
        message: `${noun} takes no ${name}.`,
        fix: `Remove ${name}, or use the policy on a resource.`,
      };
    }
    const list = resourcesOf(statement);
    if (resources === 'required' && !list)
      yield {
        id: 'resource-missing',
        path,
        message: 'The statement has neither Resource nor NotResource.',
        fix: 'Add Resource.',
      };
    if (resources === 'refused' && list)
      yield {
        id: 'resource-refused',
        path: [...path, list.name],
        message: `${noun} takes no ${list.name}.`,
        fix: `Remove ${list.name}.`,
      };
  }
}
