import type { ActionCatalogue, ActionFacts, ConditionKeyFacts, ServiceFacts } from './action-catalogue.ts';
import { decodeKeys, decodeService } from './decode-service.ts';
import facts from './facts.json' with { type: 'json' };

/** The facts that come with Rampart. A service's are decoded when they are first asked for. */
export const CATALOGUE: ActionCatalogue = {
  date: facts.date,
  services: Object.keys(facts.services),
  service: (prefix) => indexedService(prefix.toLowerCase())?.facts ?? null,
  action(name) {
    const [prefix = '', action] = name.toLowerCase().split(':');
    return (action && indexedService(prefix)?.actions.get(action)) || null;
  },
  conditionKey: (name) => findKey(name.toLowerCase()),
};

interface IndexedService {
  readonly facts: ServiceFacts;
  /** By name in lower case. */
  readonly actions: ReadonlyMap<string, ActionFacts>;
  readonly keys: KeyIndex;
}

interface KeyIndex {
  readonly exact: ReadonlyMap<string, ConditionKeyFacts>;
  /** Keys with a placeholder, such as a tag's name. */
  readonly templates: readonly { readonly pattern: RegExp; readonly key: ConditionKeyFacts }[];
}

const TEXTS: Readonly<Record<string, string>> = facts.services;
const BOUND_BY_RCPS = new Set(facts.resourceControlPolicies);
const decoded = new Map<string, IndexedService>();
let globalKeys: KeyIndex | null = null;

function indexedService(prefix: string): IndexedService | null {
  const known = decoded.get(prefix);
  if (known) return known;
  const text = Object.hasOwn(TEXTS, prefix) ? TEXTS[prefix] : undefined;
  if (text === undefined) return null;
  const service = decodeService(prefix, text, BOUND_BY_RCPS.has(prefix));
  const actions = new Map(service.actions.map((action) => [action.name.toLowerCase(), action]));
  const indexed = { facts: service, actions, keys: indexKeys(service.conditionKeys) };
  decoded.set(prefix, indexed);
  return indexed;
}

/**
 * Keys of every service's requests (`aws:` and those of a session, such as `ec2:SourceInstanceArn`), then the
 * service's own; `saml:`, `accounts.google.com:` and their like are documented under STS.
 */
function findKey(name: string): ConditionKeyFacts | null {
  globalKeys ??= indexKeys(decodeKeys(facts.globalKeys, true));
  const found = lookUp(globalKeys, name);
  if (found || name.startsWith('aws:')) return found;
  const service = indexedService(name.slice(0, name.indexOf(':'))) ?? indexedService('sts');
  return service && lookUp(service.keys, name);
}

function indexKeys(keys: readonly ConditionKeyFacts[]): KeyIndex {
  const exact = new Map(keys.map((key) => [key.key.toLowerCase(), key]));
  const templates = keys
    .filter(({ key }) => PLACEHOLDER.test(key))
    .map((key) => ({ pattern: template(key.key), key }));
  return { exact, templates };
}

/** `${TagKey}` on most pages, `<key>` on some. */
const PLACEHOLDER = /\$\{[^}]*\}|<[^>]*>/;

function template(key: string): RegExp {
  const parts = key.split(new RegExp(PLACEHOLDER, 'g')).map((part) => part.replace(/[^\w]/g, '\\$&'));
  return new RegExp(`^${parts.join('.+')}$`, 'i');
}

function lookUp({ exact, templates }: KeyIndex, name: string): ConditionKeyFacts | null {
  return exact.get(name) ?? templates.find(({ pattern }) => pattern.test(name))?.key ?? null;
}
