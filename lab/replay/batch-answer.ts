import type { Answer, Call } from './organisation.ts';
import { isMembers, type Members } from './shape.ts';

type Recorded = { readonly input: Members; readonly answer: Answer };

/**
 * Calls that ask for several resources at once (`DescribeTags` of twenty load balancers) may be batched
 * differently on replay than when they were recorded. When exactly one member of the input is a list of
 * identifiers, the answer is put together from whichever recorded calls hold each of them.
 */
export function answerBatch(recorded: readonly Recorded[], call: Call): Answer | undefined {
  const member = batchMember(call.input);
  if (member === undefined) return undefined;
  const parts: Members[] = [];
  for (const id of member.ids) {
    const part = answerOne(recorded, member.name, id);
    if (part === undefined) return undefined;
    if ('error' in part) return part;
    parts.push(part.output);
  }
  return { output: mergeOutputs(parts) };
}

/** The one member of an input that lists identifiers; undefined when there is none, or more than one. */
export function batchMember(input: Members): { name: string; ids: readonly string[] } | undefined {
  const lists = Object.entries(input).filter(([, value]) => Array.isArray(value) && value.length > 0);
  const [only] = lists;
  if (only === undefined || lists.length > 1 || !Array.isArray(only[1])) return undefined;
  const ids = only[1].filter((id): id is string => typeof id === 'string');
  return ids.length === only[1].length ? { name: only[0], ids } : undefined;
}

/** The part of a recorded batch that is about one identifier. */
function answerOne(recorded: readonly Recorded[], member: string, id: string): Answer | undefined {
  for (const each of recorded) {
    const ids = each.input[member];
    if (!Array.isArray(ids) || !ids.includes(id)) continue;
    if ('error' in each.answer || ids.length === 1) return each.answer;
    return { output: partAbout(each.answer.output, id) };
  }
  return undefined;
}

function partAbout(output: Members, id: string): Members {
  const members = Object.entries(output).map(([name, value]): [string, unknown] => [
    name,
    Array.isArray(value) ? value.filter((item) => isAbout(item, id)) : value,
  ]);
  return Object.fromEntries(members);
}

/** An item is about an identifier when one of its members is it, or is an ARN that ends in it. */
function isAbout(item: unknown, id: string): boolean {
  const values = isMembers(item) ? Object.values(item) : [item];
  return values.some(
    (value) =>
      value === id || (typeof value === 'string' && (value.endsWith(`/${id}`) || value.endsWith(`:${id}`))),
  );
}

/** Several answers as one: lists joined, of all else the last. */
export function mergeOutputs(parts: readonly Members[]): Members {
  const merged: Record<string, unknown> = {};
  for (const part of parts) {
    for (const [name, value] of Object.entries(part)) {
      const before = merged[name];
      merged[name] = Array.isArray(value) && Array.isArray(before) ? [...before, ...value] : value;
    }
  }
  return merged;
}
