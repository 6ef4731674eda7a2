import { arnName } from '../../model/arn.ts';
import { type Reading, read, type Unread, unread } from '../../model/reading.ts';
import { GLOBAL_REGION } from '../../model/resource.ts';
import type { AttachedPolicy, InlinePolicy } from '../../model/resources/iam.ts';
import type { Listed, ServiceApi } from './collector.ts';
import { policyText } from './policy-text.ts';

/** IAM's largest page. */
export const FULL_PAGE = { MaxItems: 1000 } as const;

/** How IAM pages its lists. */
export function paged(items: string): { readonly items: string; readonly token: readonly [string, string] } {
  return { items, token: ['Marker', 'Marker'] };
}

export interface IamIdentity<Type extends string> {
  readonly type: Type;
  readonly account: string;
  readonly region: string;
  readonly arn: string;
  readonly id: string;
}

/** What every IAM resource has, its name and its ARN each made of the other where the answer lacks one. */
export function iamResource<Type extends string>(
  api: ServiceApi,
  type: Type,
  {
    id,
    arn,
    path,
  }: { readonly id: string | undefined; readonly arn: string | undefined; readonly path: string },
): IamIdentity<Type> {
  const made = api.arn('iam', `${path}/${id ?? ''}`, { region: '' });
  const name = id ?? arnName(arn ?? '');
  return { type, account: api.account, region: GLOBAL_REGION, arn: arn ?? made, id: name };
}

/** For what an account has one of: the ARN of the account itself. */
export function ofAccount<Type extends string>(api: ServiceApi, type: Type): IamIdentity<Type> {
  const { account } = api;
  return { type, account, region: GLOBAL_REGION, arn: api.arn('iam', 'root', { region: '' }), id: account };
}

export function inlinePolicies(
  policies:
    | readonly { readonly PolicyName?: string | undefined; readonly PolicyDocument?: unknown }[]
    | undefined,
): readonly InlinePolicy[] {
  return (policies ?? []).map((each) => ({
    policyName: each.PolicyName ?? '',
    document: policyText(each.PolicyDocument),
  }));
}

export function attachedPolicies(
  policies:
    | readonly { readonly PolicyName?: string | undefined; readonly PolicyArn?: string | undefined }[]
    | undefined,
): readonly AttachedPolicy[] {
  return (policies ?? []).map(({ PolicyName = '', PolicyArn = '' }) => ({
    policyName: PolicyName,
    policyArn: PolicyArn,
  }));
}

interface WithArn {
  readonly Arn?: string | undefined;
}

/** What a second listing says of an entity of the first one; unread where that listing broke off before it. */
export function lookUp<Item extends WithArn>(
  listed: Listed<Item>,
  call: string,
): (arn: string | undefined) => Reading<Item> {
  const byArn = new Map(listed.items.map((each) => [each.Arn, each]));
  const absent: Unread = unread(call, 'NotListed: it was made or deleted during the scan');
  return (arn) => {
    const found = byArn.get(arn);
    return found ? read(found) : (listed.gap ?? absent);
  };
}
