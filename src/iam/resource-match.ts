import { remembered } from '../model/remembered.ts';
import { arnTokens } from './arn-pattern.ts';
import { anyComparison } from './comparison.ts';
import { ANY_TEXT, compileGlob, type Glob } from './glob.ts';
import { hasVariables, type PolicyTextPart, parsePolicyText, resolvePolicyText } from './policy-text.ts';
import type { RequestValues } from './request-values.ts';

/** Whether one of a statement's resources is the one that a request is about. Case matters. */
export type ResourceMatch = (resource: string, request: RequestValues) => boolean;

/**
 * A variable without a value matches nothing. AWS's page allows variables after the fifth colon only; its own
 * managed policies (AmazonTimestreamInfluxDBServiceRolePolicy) have them before it too, so they are replaced there.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_resource.html
 */
export function compileResources(texts: readonly string[], variables: boolean): ResourceMatch {
  if (texts.includes('*')) return ANY_TEXT;
  const exact = new Set<string>();
  const matches: ResourceMatch[] = [];
  for (const text of texts) {
    const parts = parsePolicyText(text, variables);
    if (hasVariables(parts)) matches.push(varyingMatch(parts));
    else if (isComplete(text) && !/[*?$]/.test(text)) exact.add(text);
    else matches.push(globOf(parts.filter((part) => part.kind !== 'variable')));
  }
  if (exact.size > 0) matches.unshift((resource) => exact.has(resource));
  const [only] = matches;
  if (only && matches.length === 1) return only;
  return (resource, request) => {
    for (const match of matches) if (match(resource, request)) return true;
    return false;
  };
}

function isComplete(arn: string): boolean {
  return arn.split(':').length >= 6;
}

function globOf(parts: Parameters<typeof arnTokens>[0]): Glob {
  return anyComparison(arnTokens(parts, 'resource').map(compileGlob));
}

const REMEMBERED_GLOBS = 64;

function varyingMatch(parts: readonly PolicyTextPart[]): ResourceMatch {
  const [first] = parts;
  // What comes before the first variable and wildcard decides most.
  const start = first?.kind === 'text' ? first.text.slice(0, first.text.search(/[*?]|$/)) : '';
  const globFor = globsOf(parts);
  return (resource, request) => resource.startsWith(start) && (globFor(request)?.(resource) ?? false);
}

/** Of one variable, as most have, each value's glob is made once. Null: a variable has no value. */
function globsOf(parts: readonly PolicyTextPart[]): (request: RequestValues) => Glob | null {
  const globWith = (valueOf: (key: string) => string | null): Glob | null => {
    const resolved = resolvePolicyText(parts, valueOf);
    return resolved && globOf(resolved);
  };
  const [only, ...others] = new Set(parts.flatMap((part) => (part.kind === 'variable' ? [part.key] : [])));
  if (only === undefined || others.length > 0) return (request) => globWith((key) => request.variable(key));
  const globOfValue = remembered(REMEMBERED_GLOBS, (value) => globWith(() => value));
  return (request) => {
    const value = request.variable(only);
    return value === null ? globWith(() => null) : globOfValue(value);
  };
}
