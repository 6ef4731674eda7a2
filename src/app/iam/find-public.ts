import { type PublicAnswer, publicAnswer, resourceAccess } from '../../iam/answers/public-answer.ts';
import type { PolicyResource } from '../../iam/index.ts';
import { Inventory } from '../../inventory/inventory.ts';
import { askedOf, resourceAccesses } from '../../inventory/resource-accesses.ts';
import { unlistedResourcePolicies } from '../../inventory/resource-policies.ts';
import { parseArn } from '../../model/arn.ts';
import type { Snapshot } from '../../model/snapshot.ts';
import { publicText } from '../../report/iam/public-text.ts';
import { jsonDocument } from '../../report/json/json-report.ts';
import { UsageError } from '../errors.ts';
import { EXIT } from '../exit-code.ts';
import type { Terminal } from '../output-targets.ts';
import { headOf, OF_FILES } from './answer-head.ts';
import { asUsage, policyIn, readPolicyText } from './policy-file.ts';

export interface PublicOptions {
  readonly arn?: string | undefined;
  readonly type?: string | undefined;
  readonly account?: string | undefined;
  readonly organization?: string | undefined;
  readonly trustedAccount: readonly string[];
}

/** Rejects with `UsageError`. */
export async function publicFile(path: string, options: PublicOptions): Promise<PublicAnswer> {
  const resource = resourceOf(options);
  const policy = policyIn(await readPolicyText(path));
  const { organization, trustedAccount: trustedAccounts } = options;
  const found = asUsage(() =>
    resourceAccess(policy, resource, { organization, trustedAccounts, ...askedOf(resource) }),
  );
  return publicAnswer(OF_FILES, [found]);
}

export function publicInAccounts(snapshot: Snapshot, trustedAccounts: readonly string[]): PublicAnswer {
  const inventory = new Inventory(snapshot);
  const unread = unlistedResourcePolicies(inventory).map(({ call, why }) => ({ call, why }));
  return publicAnswer(headOf(snapshot), resourceAccesses(inventory, trustedAccounts), unread);
}

function resourceOf({ arn, type, account }: PublicOptions): PolicyResource {
  const parsed = parseArn(arn ?? '');
  if (arn === undefined || !parsed)
    throw new UsageError(`${arn ?? 'POLICY'}: expected the ARN of its resource, --arn arn:aws:s3:::bucket`);
  const owner = account ?? parsed.account;
  if (!/^\d{12}$/.test(owner))
    throw new UsageError(`${arn} does not tell its account: expected twelve digits, --account 111122223333`);
  return { type: type ?? typeOf(parsed), arn, account: owner };
}

/** Of S3's alone the type changes the answer. */
function typeOf({ service, resource }: { readonly service: string; readonly resource: string }): string {
  if (service === 's3')
    return resource.startsWith('accesspoint/') ? 'AWS::S3::AccessPoint' : 'AWS::S3::Bucket';
  return TYPES[service] ?? service;
}

const TYPES: Readonly<Record<string, string>> = {
  iam: 'AWS::IAM::Role',
  kms: 'AWS::KMS::Key',
  sns: 'AWS::SNS::Topic',
  sqs: 'AWS::SQS::Queue',
  secretsmanager: 'AWS::SecretsManager::Secret',
  lambda: 'AWS::Lambda::Function',
  ecr: 'AWS::ECR::Repository',
};

/** `external`: whatever is public is that too. */
export function publicExitCode(
  { summary, resources, unread }: PublicAnswer,
  failOn: 'public' | 'external' | 'never',
): number {
  if (failOn !== 'never' && summary[failOn] > 0) return EXIT.findings;
  const isWhole = unread.length === 0 && resources.every((each) => each.unread.length === 0);
  return summary.unknown > 0 || !isWhole ? EXIT.incomplete : EXIT.clean;
}

export function printedPublic(answer: PublicAnswer, format: 'table' | 'json', terminal: Terminal): string {
  return format === 'json' ? [...jsonDocument(answer)].join('') : publicText(answer, terminal);
}
