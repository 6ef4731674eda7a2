import { type ActionTraits, SIGNED_BY_PROVIDER } from '../actions/action-traits.ts';
import type { Dimension } from '../solve/universe.ts';
import { matching, shape } from '../strings/text-sets.ts';
import { type CallerKind, hasArn } from './caller-kind.ts';
import { ANY, always, NEVER, outside, reading, within } from './dimensions.ts';
import * as key from './keys.ts';

const ACCOUNT = '#'.repeat(12);
const ANY_ACCOUNT = within(matching(shape(ACCOUNT)));

/** What a caller of a kind tells of itself; null: the key is not about who asks. `accounts`: the first reads best. */
export function callerDimension(
  name: string,
  kind: CallerKind,
  traits: ActionTraits,
  accounts: readonly string[],
): Dimension | null {
  switch (name) {
    case key.PRINCIPAL_ARN:
      return ARNS[kind]
        ? { ...ARNS[kind], ...reading(...accounts.flatMap((each) => examplesOf(kind, each))) }
        : NEVER;
    case key.SESSION:
      return kind === 'role-session' ? ROLE_SESSION : NEVER;
    case key.ISSUER:
      return kind === 'federated-user' ? FEDERATING : NEVER;
    case key.NAME:
      return nameDimension(kind, traits);
    case key.PRINCIPAL_ACCOUNT:
      return accountDimension(kind, accounts);
    case key.USER_NAME:
      return kind === 'user' ? USER : NEVER;
    case key.USER_ID:
      return userIdDimension(kind);
    case key.FEDERATED_PROVIDER:
      return kind === 'role-session' ? ANY : NEVER;
    case 'aws:principaltype':
      return TYPES[kind] ? always(TYPES[kind]) : NEVER;
    case 'aws:principalisawsservice':
      return always(kind === 'service' ? 'true' : 'false');
    default:
      return isOfIdentity(name) && !isIdentity(kind) ? NEVER : null;
  }
}

const TYPES: Readonly<Partial<Record<CallerKind, string>>> = {
  user: 'User',
  root: 'Account',
  'role-session': 'AssumedRole',
  'federated-user': 'FederatedUser',
  anonymous: 'Anonymous',
};

function arns(...shapes: readonly string[]): Dimension {
  return { ...ANY, always: true, base: [within(matching(...shapes.map(shape)))] };
}

const ARNS: Readonly<Partial<Record<CallerKind, Dimension>>> = {
  'role-session': arns(`arn:!%:iam::${ACCOUNT}:role/?*`),
  user: arns(`arn:!%:iam::${ACCOUNT}:user/?*`),
  root: arns(`arn:!%:iam::${ACCOUNT}:root`),
  'federated-user': arns(`arn:!%:sts::${ACCOUNT}:federated-user/?*`),
};

function examplesOf(kind: CallerKind, account: string): readonly string[] {
  switch (kind) {
    case 'role-session':
      return [`arn:aws:iam::${account}:role/example`];
    case 'user':
      return [`arn:aws:iam::${account}:user/example`];
    case 'root':
      return [`arn:aws:iam::${account}:root`];
    case 'federated-user':
      return [`arn:aws:sts::${account}:federated-user/example`];
    case 'anonymous':
    case 'identity-provider':
    case 'service':
      return [];
  }
}

const ROLE_SESSION: Dimension = {
  ...ANY,
  leads: true,
  base: [
    within(matching(shape(`arn:!%:sts::${ACCOUNT}:assumed-role/?*/?*`))),
    outside(matching(shape('*/*/*/*'))),
  ],
};

const FEDERATING: Dimension = {
  ...ANY,
  base: [within(matching(shape(`arn:!%:iam::${ACCOUNT}:user/?*`), shape(`arn:!%:iam::${ACCOUNT}:root`)))],
};

const USER: Dimension = {
  ...ANY,
  always: true,
  leads: true,
  base: [within(matching(shape('?*'))), outside(matching(shape('*/*'), shape('*:*')))],
  ...reading('example'),
};

function accountDimension(kind: CallerKind, accounts: readonly string[]): Dimension {
  if (kind === 'anonymous') return always('anonymous');
  return { ...ANY, always: hasArn(kind), base: [ANY_ACCOUNT], ...reading(...accounts) };
}

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html#principaltable */
function userIdDimension(kind: CallerKind): Dimension {
  if (kind === 'anonymous') return always('anonymous');
  if (!hasArn(kind)) return NEVER;
  const id = kind === 'role-session' || kind === 'federated-user' ? '!%:?*' : '!%';
  return { ...ANY, always: true, base: [within(matching(shape(id)))], ...reading(...ID_EXAMPLES) };
}

const ID_EXAMPLES = ['AIDACKCEVSQ6C2EXAMPLE', 'AROADBQP57FF2AEXAMPLE:example', '111122223333:example'];

const PROVIDERS = [`arn:!%:iam::${ACCOUNT}:oidc-provider/?*`, `arn:!%:iam::${ACCOUNT}:saml-provider/?*`].map(
  shape,
);
const SERVICE = {
  ...ANY,
  always: true,
  base: [within(matching(shape('!%.!!%'))), outside(matching(shape('*/*')))],
};

function nameDimension(kind: CallerKind, traits: ActionTraits): Dimension {
  if (kind === 'service') return { ...SERVICE, ...reading('ec2.amazonaws.com', 'lambda.amazonaws.com') };
  if (kind !== 'identity-provider') return NEVER;
  const base =
    traits & SIGNED_BY_PROVIDER
      ? [within(matching(...PROVIDERS, shape('!%.!!%')))]
      : [within(matching(...PROVIDERS))];
  return { ...ANY, always: true, base, ...reading('accounts.google.com', OIDC_EXAMPLE) };
}

const OIDC_EXAMPLE = 'arn:aws:iam::111122223333:oidc-provider/example.com';

/** What AWS knows of an identity with credentials, and of nobody else. */
function isOfIdentity(name: string): boolean {
  return name.startsWith('aws:principaltag/') || OF_IDENTITY.has(name);
}

const OF_IDENTITY = new Set(
  [
    'aws:AssumedRoot',
    'aws:MultiFactorAuthAge',
    'aws:MultiFactorAuthPresent',
    'aws:PrincipalOrgID',
    'aws:PrincipalOrgPaths',
    'aws:SourceIdentity',
    'aws:TokenIssueTime',
  ].map((name) => name.toLowerCase()),
);

function isIdentity(kind: CallerKind): boolean {
  return hasArn(kind) || kind === 'identity-provider';
}
