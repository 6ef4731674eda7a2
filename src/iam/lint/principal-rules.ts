import { parseArn } from '../../model/arn.ts';
import type { Principal, Statement } from '../policy-document.ts';
import type { LintedPolicy, Remark, Remarks } from './linted-policy.ts';

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html */
export function* principalRules({ statements, kind }: LintedPolicy): Remarks {
  for (const { statement, path } of statements) {
    const { principals, notPrincipals, effect } = statement;
    const name = principals ? 'Principal' : 'NotPrincipal';
    const listed = principals ?? notPrincipals;
    if (!listed) continue;
    const at = [...path, name];
    if (listed.length === 0)
      yield {
        id: 'principal-empty',
        path: at,
        message: `${name} names nobody.`,
        fix: 'Name somebody, or remove the statement.',
      };
    for (const principal of listed) yield* each(principal, at);
    if (kind === 'resource-control-policy') yield* controlRules(statement, path);
    if (!notPrincipals) continue;
    if (kind === 'trust-policy')
      yield {
        id: 'not-principal-trust',
        path: at,
        message: 'A trust policy takes no NotPrincipal.',
        fix: 'Name in Principal who may assume the role.',
      };
    else if (effect === 'Allow')
      yield {
        id: 'not-principal-allow',
        path: at,
        message: 'Allow with NotPrincipal allows everybody else, anonymous callers too.',
        fix: 'Name in Principal who is allowed.',
      };
    else yield* sparedRules(notPrincipals, at);
  }
}

function* controlRules({ effect, principals }: Statement, path: Remark['path']): Remarks {
  if (effect === 'Allow')
    yield {
      id: 'control-policy-allow',
      path: [...path, 'Effect'],
      message: 'A resource control policy takes only Deny.',
      fix: 'Say what is denied; RCPFullAWSAccess allows the rest.',
    };
  if (!principals?.some(({ type, value }) => type === 'AWS' && value === '*'))
    yield {
      id: 'control-policy-principal',
      path,
      message: 'A resource control policy takes no principal but "*".',
      fix: 'Set "Principal": "*" and narrow it by conditions such as aws:PrincipalArn.',
    };
}

/** Whom a Deny is to spare has to be listed with its account, a session with its role too. */
function* sparedRules(listed: readonly Principal[], path: Remark['path']): Remarks {
  const accounts = new Set(
    listed.map(({ value }) => /^(?:arn:[^:]*:iam::)?(\d{12})(?::root)?$/.exec(value)?.[1]),
  );
  for (const { type, value } of listed) {
    const account = type === 'AWS' ? parseArn(value)?.account : undefined;
    if (account && !accounts.has(account))
      yield {
        id: 'not-principal-account',
        path,
        message: `The Deny spares ${value} only if it lists the account ${account} as well.`,
        fix: `Add arn:aws:iam::${account}:root, or use Principal "*" with ArnNotEquals on aws:PrincipalArn.`,
      };
  }
}

function* each({ type, value }: Principal, path: Remark['path']): Remarks {
  const at = { path: [...path, type] };
  const typed: Readonly<Record<string, () => Remarks>> = {
    AWS: () => awsRules(value, at.path),
    Service: () => serviceRules(value, at.path),
    Federated: () => [],
    CanonicalUser: () => [],
  };
  const rules = Object.hasOwn(typed, type) ? typed[type] : undefined;
  if (rules) yield* rules();
  else
    yield {
      ...at,
      id: 'principal-type',
      message: `AWS has no principals of the type "${type}".`,
      fix: 'Use AWS, Service, Federated or CanonicalUser.',
    };
}

function* awsRules(value: string, path: Remark['path']): Remarks {
  if (value === '*' || /^\d{12}$/.test(value)) return;
  if (/^A(?:ROA|IDA)[A-Z0-9]{12,}$/.test(value)) {
    yield {
      id: 'principal-deleted',
      path,
      message: `${value} is the id of a user or role that was deleted.`,
      fix: 'Remove it; a new one of the same name has another id.',
    };
  } else if (/[*?]/.test(value)) {
    yield {
      id: 'principal-wildcard',
      path,
      message: `${value} matches nobody: principals take no wildcards but "*".`,
      fix: 'Name the account, and ask for ArnLike on aws:PrincipalArn in a condition.',
    };
  } else if (!PRINCIPAL_ARN.test(value)) {
    const group = /:group\//.test(value) ? ' A group is no principal.' : '';
    yield {
      id: 'principal-shape',
      path,
      message: `"${value}" names no account, user, role or session.${group}`,
      fix: 'Use twelve digits, or the ARN of a root, user, role or session.',
    };
  }
}

/** CloudFront’s origin access identities are users of an account of its own. */
const PRINCIPAL_ARN =
  /^arn:aws[a-z-]*:(?:iam::(?:\d{12}:(?:root|(?:user|role)\/.+)|cloudfront:user\/.+)|sts::\d{12}:(?:assumed-role\/[^/]+\/[^/]+|federated-user\/.+))$/;

function* serviceRules(value: string, path: Remark['path']): Remarks {
  if (/^[a-z0-9-]+(\.[a-z0-9-]+)*\.(amazonaws\.com(\.cn)?|amazon\.com|aws\.internal|aws\.com)$/.test(value))
    return;
  yield {
    id: 'principal-shape',
    path,
    message: `"${value}" is no service principal.`,
    fix: 'Write it as in "ec2.amazonaws.com".',
  };
}
