import { listPathsOf, valueAt } from './pagination.ts';
import type { RecordedCall } from './recorded-organisation.ts';
import type { Operation } from './service-model.ts';
import { isMembers, type Members } from './shape.ts';

/**
 * Finds what identifies the resources in a recorded answer: `VpcId` in `Vpcs`, `RoleName` and `Arn` in
 * `RoleDetailList`, the strings of `QueueUrls`; and every string in the form of a resource id, wherever it is.
 */
export type Found = {
  readonly identifiers: readonly string[];
  /** One per resource that a listing defines. */
  readonly resources: readonly string[];
  /** Identifiers of what AWS owns: its prefix lists, images, managed policies. */
  readonly foreign: readonly string[];
};

export function identifyingMembers(operation: Operation, call: RecordedCall): Found {
  if ('error' in call.answer) return { identifiers: [], resources: [], foreign: [] };
  const { output } = call.answer;
  const identifiers = [...jobIds(output)];
  const resources: string[] = [];
  const foreign: string[] = [];
  for (const path of listPathsOf(operation)) {
    const list = valueAt(output, path);
    for (const item of Array.isArray(list) ? list : []) {
      if (isForeign(item)) {
        foreign.push(...resourceIds(item));
        continue;
      }
      const names = itemIdentifiers(path, item, call.input);
      identifiers.push(...names, ...resourceIds(item));
      if (names[0] !== undefined) resources.push(`${call.service}/${names[0]}`);
    }
  }
  return { identifiers: [...identifiers, ...resourceIds(output)], resources, foreign };
}

/** A job that was started for one resource is answered for by its id. */
function jobIds(output: Members): string[] {
  return Object.entries(output).flatMap(([name, value]) =>
    name === 'JobId' && typeof value === 'string' ? [value] : [],
  );
}

function itemIdentifiers(path: readonly string[], item: unknown, input: Members): string[] {
  if (typeof item === 'string') return Object.keys(input).length === 0 ? identifierIn(item) : [];
  if (!isMembers(item)) return [];
  const names = nameMembers(path);
  return Object.entries(item).flatMap(([name, value]) =>
    typeof value === 'string' && names.test(name) ? identifierIn(value) : [],
  );
}

const listEndings = /(Details?|Summar(y|ies)|Metadata|Descriptions?|Configs?)?(List|Items|s)?$/;

/** `DistributionList.Items` and `Distributions` both hold a Distribution. */
function singular(path: readonly string[]): string {
  const name = path.findLast((each) => each !== 'Items') ?? '';
  const stem = name.replace(/ies$/, 'y').replace(/(ss|as)es$/, '$1');
  return stem === name
    ? name.replace(listEndings, '').replace(/(?:Detail|Summary|Metadata|Description)$/, '')
    : stem;
}

/** Its own name, id or ARN: `Name`, `LoadBalancerArn` in LoadBalancers, `GroupId` in SecurityGroups. */
function nameMembers(path: readonly string[]): RegExp {
  const words = singular(path).split(/(?<=[a-z])(?=[A-Z])/);
  const stems = words.map((_, index) => words.slice(index).join('')).filter((stem) => stem !== '');
  return new RegExp(`^(${['', ...stems].join('|')})(Name|Id|Arn|Identifier|Url)$`, 'i');
}

const region = /^[a-z]{2}(-[a-z]+)+-\d[a-z]?$/;
const unfit = [region, /^\d+$/, /^default$/, /^.{0,2}$/, /^AWSServiceRole/, /^v\d+$/];

/** What of a name, id, ARN or URL is the identifier: its last part that is not a mere number. */
function identifierIn(value: string): string[] {
  if (value.startsWith('alias/aws/')) return [];
  const tokens = value.match(/[A-Za-z0-9_.-]+/g) ?? [];
  const last = tokens.findLast((token) => !/^\d+$/.test(token));
  return last === undefined || unfit.some((pattern) => pattern.test(last)) ? [] : [last];
}

function isForeign(item: unknown): boolean {
  if (typeof item === 'string') return /^arn:[\w-]+:\w+:[\w-]*:aws:/.test(item);
  if (!isMembers(item)) return false;
  const owners = [item['OwnerId'], item['Owner'], item['ImageOwnerAlias'], item['KeyManager']];
  if (owners.some((owner) => owner === 'AWS' || owner === 'amazon')) return true;
  return ['Arn', 'PolicyArn', 'ARN'].some((name) => isForeign(item[name]));
}

const resourceId = /(?<![\w-])[a-z]{1,12}-(?:[0-9a-f]{17}|[0-9a-f]{8})(?![\w-])/g;

function resourceIds(value: unknown): string[] {
  if (typeof value === 'string') return value.match(resourceId) ?? [];
  if (Array.isArray(value)) return value.flatMap(resourceIds);
  return isMembers(value) && !(value instanceof Uint8Array) ? Object.values(value).flatMap(resourceIds) : [];
}
