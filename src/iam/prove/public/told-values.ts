import { type Prefix, parsePrefix } from '../../../model/address-range.ts';
import type { PolicyDocument } from '../../policy-document.ts';
import { literalPattern, type Pattern, startPattern } from '../strings/pattern.ts';

/** Values that policies tell of keys which callers cannot choose for themselves. */
export interface ToldValues {
  /** By key in lower case: what no stranger has. */
  readonly texts: ReadonlyMap<string, readonly Pattern[]>;
  /** Blocks of addresses too narrow to be anybody's. */
  readonly blocks: readonly Prefix[];
  /** Names of services. */
  readonly services: readonly string[];
  /** Unique ids of users and roles, named as principals. */
  readonly ids: readonly string[];
}

/** Keys that AWS fills in with who or where the caller is. */
export const UNCHOSEN: ReadonlySet<string> = new Set(
  [
    'aws:FederatedProvider',
    'aws:PrincipalArn',
    'aws:PrincipalOrgID',
    'aws:PrincipalOrgPaths',
    'aws:SourceAccount',
    'aws:SourceArn',
    'aws:SourceIdentity',
    'aws:SourceOrgID',
    'aws:SourceOrgPaths',
    'aws:SourceOwner',
    'aws:SourceVpc',
    'aws:SourceVpce',
    'aws:VpceAccount',
    'aws:VpceOrgID',
    'aws:VpceOrgPaths',
    'aws:userid',
    's3:DataAccessPointAccount',
    's3:DataAccessPointArn',
    's3:x-amz-server-side-encryption-aws-kms-key-id',
  ].map((key) => key.toLowerCase()),
);

export function toldValues(documents: readonly PolicyDocument[]): ToldValues {
  const statements = documents.flatMap((document) => document.statements);
  const clauses = statements.flatMap(({ conditions }) => conditions);
  const texts = new Map<string, Pattern[]>();
  for (const { key, values } of clauses) {
    const name = key.toLowerCase();
    if (UNCHOSEN.has(name))
      texts.set(name, [...(texts.get(name) ?? []), ...values.flatMap((text) => ownersOf(name, text))]);
  }
  const addresses = clauses
    .filter(({ key }) => key.toLowerCase() === 'aws:sourceip')
    .flatMap(({ values }) => values);
  const principals = statements.flatMap((each) => [
    ...(each.principals ?? []),
    ...(each.notPrincipals ?? []),
  ]);
  return {
    texts,
    blocks: addresses.flatMap((text) => parsePrefix(text) ?? []).filter(isNarrow),
    services: principals.filter(({ type }) => type === 'Service').map(({ value }) => value),
    ids: principals
      .filter(({ type, value }) => type === 'AWS' && isUniqueId(value))
      .map(({ value }) => value),
  };
}

/** Neither an ARN, an account nor everybody. */
function isUniqueId(principal: string): boolean {
  return /^A[A-Z0-9]{15,}$/.test(principal);
}

/** AWS's measure: https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html */
export function isNarrow({ family, bits }: Prefix): boolean {
  return bits.length >= (family === 'ipv4' ? 8 : 32);
}

/** All that has the owner which a value tells: a role's sessions, an organization's units. None: it tells none. */
function ownersOf(key: string, text: string): readonly Pattern[] {
  if (text.includes('${')) return [];
  const divider = DIVIDERS[key];
  const owner = divider === undefined ? text : (text.split(divider)[0] ?? '');
  if (owner === '' || /[*?]/.test(owner)) return [];
  return divider === undefined
    ? [literalPattern(text)]
    : [literalPattern(owner), startPattern(owner + divider)];
}

/** What stands after the owner in a key's values. */
const DIVIDERS: Readonly<Record<string, string>> = {
  'aws:userid': ':',
  'aws:principalorgpaths': '/',
  'aws:sourceorgpaths': '/',
  'aws:vpceorgpaths': '/',
};
