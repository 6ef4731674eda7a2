import { type Prefix, parsePrefix } from '../../../model/address-range.ts';
import { type ConditionOperator, parseConditionOperator } from '../../condition-operator.ts';
import type { ConditionClause, PolicyDocument, Statement } from '../../policy-document.ts';
import { isNarrow } from './told-values.ts';

/** What S3's Block Public Access makes of a policy. */
export interface AwsPublic {
  readonly public: boolean;
  /** One sentence. */
  readonly because: string;
}

/** A bucket's policy, or that of an access point with its network origin. */
export type PolicyOf = 'bucket' | 'access-point';

/**
 * AWS's own rule: a policy is public unless each of its grants is to fixed values, without wildcard or variable, of a
 * principal or of one of the listed keys. Deny statements change nothing, and actions are not looked at: AWS may add
 * some.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html
 */
export function s3PublicPolicy({ statements }: PolicyDocument, of: PolicyOf): AwsPublic {
  const index = statements.findIndex((statement) => isPublic(statement, of));
  const sid = statements[index]?.sid;
  return index < 0
    ? {
        public: false,
        because:
          'Every statement that allows is limited to fixed values of a principal or of a key that AWS lists.',
      }
    : {
        public: true,
        because: `Statement ${index + 1}${sid ? ` "${sid}"` : ''} allows and is limited to fixed values of no principal and of no key that AWS lists.`,
      };
}

function isPublic({ effect, principals, conditions }: Statement, of: PolicyOf): boolean {
  if (effect === 'Deny' || principals?.length === 0) return false;
  const isFixed =
    principals?.every(({ type, value }) => FIXED_TYPES.has(type) && !/[*?]/.test(value)) ?? false;
  return !isFixed && !conditions.some((clause) => limits(clause, of));
}

/** Whoever signs in with a federated identity is nobody fixed. */
const FIXED_TYPES = new Set(['AWS', 'CanonicalUser', 'Service']);

/** A condition that no request without one of its fixed values meets. */
function limits({ operator, key, values }: ConditionClause, of: PolicyOf): boolean {
  const parsed = parseConditionOperator(operator);
  if (!parsed || !asksForValue(parsed) || values.length === 0) return false;
  const name = key.toLowerCase();
  if (name === 'aws:sourceip') return parsed.family === 'IpAddress' && values.every(isFixedBlock);
  if (!FIXED_KEYS.has(name) || (of === 'access-point' && name === 's3:dataaccesspointarn')) return false;
  return values.every((value) => isFixedValue(name, value));
}

function asksForValue({ family, negated, ifExists, quantifier }: ConditionOperator): boolean {
  const compares = family.startsWith('String') || family === 'Arn' || family === 'IpAddress';
  return compares && !negated && !ifExists && quantifier !== 'ForAllValues';
}

/** `aws:Principal…` keys are how a condition names a principal. */
const FIXED_KEYS = new Set(
  [
    'aws:PrincipalAccount',
    'aws:PrincipalArn',
    'aws:PrincipalOrgID',
    'aws:PrincipalOrgPaths',
    'aws:SourceAccount',
    'aws:SourceArn',
    'aws:SourceOwner',
    'aws:SourceVpc',
    'aws:SourceVpce',
    'aws:userid',
    's3:DataAccessPointAccount',
    's3:DataAccessPointArn',
    's3:x-amz-server-side-encryption-aws-kms-key-id',
  ].map((key) => key.toLowerCase()),
);

function isFixedValue(key: string, value: string): boolean {
  if (value.includes('${')) return false;
  if (key === 's3:dataaccesspointarn') return /^arn:[^:*?]+:s3:[^:]*:\d{12}:accesspoint\//.test(value);
  return !/[*?]/.test(value);
}

function isFixedBlock(text: string): boolean {
  const block = parsePrefix(text);
  return block !== null && (isNarrow(block) || isPrivate(block));
}

/** https://www.rfc-editor.org/rfc/rfc1918: none is broader than AWS's measure, which leaves them out. */
function isPrivate({ family, bits }: Prefix): boolean {
  return family === 'ipv4' && bits.startsWith('00001010');
}
