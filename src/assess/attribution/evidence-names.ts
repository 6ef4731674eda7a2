import { parseArn } from '../../model/arn.ts';
import { grantOf, groupGrant, keyPart, rulePart } from '../../model/change-parts.ts';
import type { JsonObject, JsonValue } from '../../model/json.ts';
import { bareKey, iamKey, keysOfArn } from './resource-keys.ts';

/** What the evidence of a finding names beside its resource. */
export interface EvidenceNames {
  readonly keys: ReadonlySet<string>;
  /** Of which it names resources. */
  readonly services: ReadonlySet<string>;
  readonly regions: ReadonlySet<string>;
  /** Policies that grant, keys, rules: `grant:deploy`, `key:AKIA…`, `rule:tcp 22 from 0.0.0.0/0`. */
  readonly parts: ReadonlySet<string>;
}

/** Requests that would be allowed are made up: the principals and resources in them need not exist. */
const MADE_UP = new Set(['witness', 'request', 'requests', 'packet']);
const POLICY_FIELDS = new Set(['policy', 'policies', 'inlinePolicies']);

export function evidenceNames(evidence: JsonValue, account: string): EvidenceNames {
  const names = {
    keys: new Set<string>(),
    services: new Set<string>(),
    regions: new Set<string>(),
    parts: new Set<string>(),
  };
  walk(evidence, '', (text, field) => note(names, text, field, account));
  for (const rule of rulesIn(evidence)) names.parts.add(rulePart(rule));
  return names;
}

type Visit = (text: string, field: string) => void;

function walk(value: JsonValue | undefined, field: string, visit: Visit): void {
  if (typeof value === 'string') visit(value, field);
  if (typeof value !== 'object' || value === null) return;
  for (const [name, each] of Object.entries(value))
    if (!MADE_UP.has(name)) walk(each, Array.isArray(value) ? field : name, visit);
}

type Noted = { readonly [Name in keyof EvidenceNames]: Set<string> };

/** `AdministratorAccess of the group admins, statement 1`: a policy, and where it comes from. */
const STATEMENT = /^(.+?)(?: of the group (.+))?, statement \d+$/;
const SAYS = /^(?:ingress|egress) rule (.+) admits it$/;
const REGION = /^[a-z]{2,}(-[a-z]+)+-\d+$/;
const ACCESS_KEY = /^A[KS]IA[A-Z2-7]{12,}$/;

function note({ keys, services, regions, parts }: Noted, text: string, field: string, account: string): void {
  const arn = parseArn(text);
  if (arn) {
    for (const key of keysOfArn(text)) keys.add(key);
    services.add(arn.service);
  } else keys.add(bareKey(text));
  if (REGION.test(text)) regions.add(text);
  if (ACCESS_KEY.test(text)) parts.add(keyPart(text));
  if (POLICY_FIELDS.has(field)) parts.add(grantOf(text));
  const rule = SAYS.exec(text)?.[1];
  if (rule !== undefined) parts.add(rulePart(rule.replace(/ (from|to) /, ' ')));
  const [, policy, group] = STATEMENT.exec(text) ?? [];
  if (policy === undefined) return;
  parts.add(grantOf(policy));
  keys.add(iamKey(account, 'policy', policy));
  if (group === undefined) return;
  parts.add(groupGrant(group));
  keys.add(iamKey(account, 'group', group));
}

/** `{ traffic: 'tcp 22', peer: '0.0.0.0/0' }`, as the checks of security groups show their rules. */
function rulesIn(value: JsonValue | undefined): readonly string[] {
  if (typeof value !== 'object' || value === null) return [];
  const { traffic, peer } = value as JsonObject;
  const own = typeof traffic === 'string' && typeof peer === 'string' ? [`${traffic} ${peer}`] : [];
  return [...own, ...Object.values(value).flatMap((each: JsonValue | undefined) => rulesIn(each))];
}
