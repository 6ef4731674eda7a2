import { parseArn } from '../../model/arn.ts';
import { ORGANIZATION_CALLS } from '../../sources/aws/framework-calls.ts';
import { iamActions } from '../../sources/aws/iam-actions.ts';
import { UsageError } from '../errors.ts';
import { type PolicyDocument, policyDocuments, readStatements, type Statement } from './policy-documents.ts';
import { type CheckNarrowing, scannerActions, sortedOnce } from './scanner-actions.ts';
import { principals, trustPolicy } from './trust-policy.ts';

export interface RoleOptions extends CheckNarrowing {
  /** With its path where it has one: `security/RampartAudit`. */
  readonly roleName: string;
  /** Account ids and ARNs of those who may assume it; empty: left to whoever creates it. */
  readonly trust: readonly string[];
  readonly externalId?: string;
  /** The role of the account that lists the organisation's accounts. */
  readonly organization: boolean;
}

/** The role that a scan runs as: who may assume it, and all that it may do. */
export interface ScannerRole {
  readonly name: string;
  /** `/` or `/security/`. */
  readonly path: string;
  readonly description: string;
  /** Empty: not said. */
  readonly trusted: readonly string[];
  readonly externalId: string | null;
  readonly policies: readonly ScannerPolicy[];
  /** The role of the organisation's other accounts, which this one assumes; null: it is for one account. */
  readonly member: ScannerRole | null;
}

export interface ScannerPolicy {
  readonly name: string;
  readonly document: PolicyDocument;
}

const DESCRIPTION = 'Read-only: what the calls of Rampart need';

/** Rejects with `UsageError`. */
export function scannerRole(options: RoleOptions): ScannerRole {
  const { name, path } = nameOf(options.roleName);
  const { externalId, organization, trust } = options;
  if (externalId !== undefined) refuseExternalId(externalId);
  const trusted = trust.map(principalOf);
  refuseLongTrust(trusted, externalId ?? null);
  const statements = [
    ...readStatements(actionsOf(options)),
    ...(organization ? [entersAccounts(`arn:${partitionOf(trust)}:iam::*:role${path}${name}`)] : []),
    ...secretsStayShut(options),
  ];
  const documents = policyDocuments(statements);
  const policies = documents.map((document, index) => ({ name: `${name}-${index + 1}`, document }));
  return {
    name,
    path,
    description: DESCRIPTION,
    trusted,
    externalId: externalId ?? null,
    policies,
    member: organization ? scannerRole({ ...options, organization: false, trust: [] }) : null,
  };
}

function actionsOf(options: RoleOptions): readonly string[] {
  const asked = options.organization ? ORGANIZATION_CALLS.flatMap((call) => iamActions(call)) : [];
  return sortedOnce([...scannerActions(options), ...asked]).filter((action) => action !== ASSUME);
}

const ASSUME = 'sts:AssumeRole';

/** Roles of that name alone, and of the own organisation only. */
function entersAccounts(roles: string): Statement {
  return {
    Sid: 'EnterAccounts',
    Effect: 'Allow',
    Action: [ASSUME],
    Resource: roles,
    Condition: { StringEquals: { 'aws:ResourceOrgID': '${aws:PrincipalOrgID}' } },
  };
}

/**
 * Plain parameters are read to look for keys in them, and whoever may read those may read the encrypted ones of the
 * key `aws/ssm` too, since its policy admits everybody in the account: Rampart never asks for that, and its role shall
 * not be able to. https://docs.aws.amazon.com/systems-manager/latest/userguide/ps-restrict-decryption.html
 */
function secretsStayShut(options: CheckNarrowing): readonly Statement[] {
  if (!scannerActions(options).includes('ssm:GetParameters')) return [];
  return [
    {
      Sid: 'NoSecureStrings',
      Effect: 'Deny',
      Action: ['kms:Decrypt'],
      Resource: '*',
      Condition: { StringLike: { 'kms:ViaService': ['ssm.*.amazonaws.com', 'ssm.*.amazonaws.com.cn'] } },
    },
  ];
}

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html */
const NAME = /^[\w+=,.@-]{1,62}$/;
const PATH = /^\/([\u0021-\u007e]{1,510}\/)?$/;

/** Two characters are left for the number of its policies. */
function nameOf(roleName: string): { readonly name: string; readonly path: string } {
  const at = roleName.lastIndexOf('/');
  const name = roleName.slice(at + 1);
  const path = `/${roleName.slice(0, Math.max(at, 0)).replace(/^\//, '')}/`.replace('//', '/');
  if (NAME.test(name) && PATH.test(path)) return { name, path };
  throw new UsageError(
    `--role-name ${JSON.stringify(roleName)}: expected up to 62 letters, digits and any of _+=,.@-, with its path before it where it has one`,
  );
}

/** https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html */
function refuseExternalId(externalId: string): void {
  if (/^[\w+=,.@:/-]{2,1224}$/.test(externalId)) return;
  throw new UsageError(
    '--external-id: expected 2 to 1,224 letters, digits and any of _+=,.@:/-, without spaces',
  );
}

/** Unless AWS is asked for more: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html */
const TRUST_CHARACTERS = 2048;

function refuseLongTrust(trusted: readonly string[], externalId: string | null): void {
  const { length } = JSON.stringify(trustPolicy(principals(trusted), externalId));
  if (length <= TRUST_CHARACTERS) return;
  throw new UsageError(
    `${trusted.length} principals make a trust policy of ${length.toLocaleString('en-US')} characters: AWS takes ${TRUST_CHARACTERS.toLocaleString('en-US')}; name the account instead`,
  );
}

/** Of those who may assume it; `aws` where none is named by its ARN. */
function partitionOf(trust: readonly string[]): string {
  return trust.flatMap((each) => parseArn(each)?.partition ?? [])[0] ?? 'aws';
}

const PRINCIPAL = /^arn:aws[\w-]*:iam::\d{12}:(root|(role|user)\/[\w+=,.@/-]+)$/;

function principalOf(trust: string): string {
  if (/^\d{12}$/.test(trust) || PRINCIPAL.test(trust)) return trust;
  throw new UsageError(
    `--trust ${JSON.stringify(trust)}: expected an account id of 12 digits, or the ARN of a role or user, arn:aws:iam::111122223333:role/name`,
  );
}
