import type { ConditionClause, PolicyDocument } from '../../iam/policy-document.ts';

/** Claims that somebody else's token has, by condition key. */
export type Claims = Readonly<Record<string, string>>;

/** A name that nobody has. */
const STRANGER = 'stranger-q0w8';

/** How issuers write whom a token is about: https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_providers_create_oidc_secure-by-default.html */
const SUBJECTS: readonly (readonly [host: RegExp, subject: string])[] = [
  [/^token\.actions\.githubusercontent\.com/, `repo:${STRANGER}/any:ref:refs/heads/main`],
  [/gitlab/, `project_path:${STRANGER}/any:ref_type:branch:ref:main`],
  [/^app\.terraform\.io/, `organization:${STRANGER}:project:any:workspace:any:run_phase:plan`],
  [/^oidc\.eks\./, `system:serviceaccount:${STRANGER}:any`],
  [/^oidc\.circleci\.com/, `org/${STRANGER}/project/any/user/any`],
  [/bitbucket/, `{${STRANGER}}:{any}`],
];

/**
 * Issuers that serve everybody: their tokens are told apart by the application that they are for.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_iam-condition-keys.html#condition-keys-wif
 */
const FOR_APPLICATIONS =
  /^(cognito-identity\.amazonaws\.com|accounts\.google\.com|graph\.facebook\.com|www\.amazon\.com)$/;
/** Names the application. */
const AUDIENCES = /:(aud|azp|oaud|app_id)$/;

/** The issuer's host, which its condition keys begin with. */
export function issuerOf(provider: string): string {
  return provider.replace(/^arn:[^:]*:iam::[^:]*:oidc-provider\//, '');
}

/**
 * What tokens of an issuer say that are about nobody whom the trust policy means: a subject of a stranger's, and
 * strangers' values for all other claims that the policy asks for. Which application a token is for its holder
 * chooses, but for those who serve everybody.
 */
export function strangersClaims(issuer: string, trust: PolicyDocument): readonly Claims[] {
  const asked = trust.statements
    .flatMap(({ conditions }) => conditions)
    .filter(({ key }) => isOf(issuer, key));
  const others = asked
    .filter(({ key }) => !/:sub$/i.test(key))
    .filter(({ key }) => tellsPeopleApart(issuer, key));
  const claims = Object.fromEntries(others.map(({ key }) => [key.toLowerCase(), STRANGER]));
  return subjectsFor(issuer, asked).map((subject) => ({
    ...claims,
    [`${issuer.toLowerCase()}:sub`]: subject,
  }));
}

function isOf(issuer: string, key: string): boolean {
  return key.toLowerCase().startsWith(`${issuer.toLowerCase()}:`);
}

function tellsPeopleApart(issuer: string, key: string): boolean {
  return !AUDIENCES.test(key.toLowerCase()) || FOR_APPLICATIONS.test(issuer);
}

/** Of a stranger; and of an owner whose name begins as the policy has it: `repo:acme*` is `acme-stranger` too. */
function subjectsFor(issuer: string, asked: readonly ConditionClause[]): readonly string[] {
  const own = SUBJECTS.find(([host]) => host.test(issuer))?.[1] ?? STRANGER;
  const patterns = asked.filter(({ key }) => /:sub$/i.test(key)).flatMap(({ values }) => values);
  const alike = patterns.flatMap((pattern) => {
    const [, kind, owner, rest] = /^([a-z_]+:)([^/:]*\*[^/:]*)(.*)$/s.exec(pattern) ?? [];
    if (kind === undefined || owner === undefined) return [];
    const tail = rest === '' ? '/any:ref:refs/heads/main' : rest;
    return [
      `${kind}${owner.replaceAll('*', `-${STRANGER}`)}${tail?.replaceAll('*', 'any')}`.replaceAll('?', 'x'),
    ];
  });
  return [...new Set([own, ...alike])];
}
