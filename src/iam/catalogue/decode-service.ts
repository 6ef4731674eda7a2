import type {
  AccessLevel,
  ActionFacts,
  ActionResourceType,
  ConditionKeyFacts,
  ConditionKeyType,
  ResourceTypeFacts,
  ServiceFacts,
} from './action-catalogue.ts';

/**
 * The text that scripts/generated-action-facts.ts writes for a service. Lines: its name; its condition keys
 * (`key=letter`, by `|`); sets of keys (their indexes by `,`, the sets by `|`); its resource types (`name~arn~set`,
 * by `|`); then an action a line: name, access level, set, and its resource types as index, `!` where required or
 * `.`, and set.
 */
export function decodeService(prefix: string, text: string, resourceControlPolicies: boolean): ServiceFacts {
  const [name = '', keyLine = '', setLine = '', typeLine = '', ...actionLines] = text.split('\n');
  const conditionKeys = decodeKeys(keyLine, false);
  const sets = setLine.split('|').map((set) => decodeSet(set, conditionKeys));
  const resourceTypes = split(typeLine).map((type) => decodeType(type, sets));
  const actions = actionLines.map((line) => decodeAction(prefix, line, sets, resourceTypes));
  return { prefix, name, actions, resourceTypes, conditionKeys, resourceControlPolicies };
}

export function decodeKeys(line: string, everywhere: boolean): readonly ConditionKeyFacts[] {
  return split(line).map((text) => {
    const at = text.lastIndexOf('=');
    const letter = text.slice(at + 1);
    return {
      key: text.slice(0, at),
      type: KEY_TYPES[letter.toUpperCase()] ?? 'String',
      multivalued: letter !== letter.toUpperCase(),
      everywhere,
    };
  });
}

const KEY_TYPES: Readonly<Record<string, ConditionKeyType>> = {
  S: 'String',
  N: 'Numeric',
  D: 'Date',
  B: 'Bool',
  I: 'IpAddress',
  A: 'Arn',
};

const LEVELS: Readonly<Record<string, AccessLevel>> = {
  L: 'List',
  R: 'Read',
  W: 'Write',
  T: 'Tagging',
  P: 'Permissions management',
};

function decodeSet(text: string, keys: readonly ConditionKeyFacts[]): readonly string[] {
  return text === '' ? [] : text.split(',').map((index) => keys[Number(index)]?.key ?? '');
}

function decodeType(text: string, sets: readonly (readonly string[])[]): ResourceTypeFacts {
  const [name = '', arns = '', set = ''] = text.split('~');
  return { name, arns: arns.split(', '), conditionKeys: sets[Number(set)] ?? [] };
}

function decodeAction(
  service: string,
  line: string,
  sets: readonly (readonly string[])[],
  types: readonly ResourceTypeFacts[],
): ActionFacts {
  const [name = '', level = '', set = '', ...uses] = line.split(' ');
  return {
    service,
    name,
    accessLevel: LEVELS[level] ?? 'Write',
    resourceTypes: uses.map((use) => decodeUse(use, sets, types)),
    conditionKeys: sets[Number(set)] ?? [],
  };
}

function decodeUse(
  text: string,
  sets: readonly (readonly string[])[],
  types: readonly ResourceTypeFacts[],
): ActionResourceType {
  const at = text.search(/[!.]/);
  const type = types[Number(text.slice(0, at))];
  if (!type) throw new Error(`src/iam/catalogue/facts.json: "${text}" names no resource type`);
  return { type, required: text[at] === '!', conditionKeys: sets[Number(text.slice(at + 1))] ?? [] };
}

function split(line: string): readonly string[] {
  return line === '' ? [] : line.split('|');
}
