import { mergeOutputs } from './batch-answer.ts';
import type { Answer, Call, Organisation } from './organisation.ts';
import { paginationOf, valueAt, withValueAt } from './pagination.ts';
import { loadService } from './service-model.ts';
import type { Members } from './shape.ts';

/** A recorded answer with all its recorded pages, and no token. */
export async function allPages(organisation: Organisation, call: Call): Promise<Answer | undefined> {
  const first = await organisation.answer(call);
  const operation = (await loadService(call.service)).operations.get(call.operation);
  const plan = operation && paginationOf(operation);
  if (first === undefined || 'error' in first || plan === undefined) return first;
  const seen = new Set<unknown>();
  let output: Members = first.output;
  for (let token = valueAt(output, plan.outputToken); token; token = valueAt(output, plan.outputToken)) {
    const next = await organisation.answer({ ...call, input: { ...call.input, [plan.inputToken]: token } });
    output = withValueAt(output, plan.outputToken, undefined);
    if (next === undefined || 'error' in next || seen.has(token)) break;
    seen.add(token);
    output = joined(plan.lists, output, next.output);
  }
  return { output };
}

/** Lists that are nested (CloudFront's) join like those at the top. */
function joined(lists: readonly (readonly string[])[], before: Members, after: Members): Members {
  return lists.reduce(
    (output, path) => {
      const [one, other] = [valueAt(before, path), valueAt(after, path)];
      const all = [...(Array.isArray(one) ? one : []), ...(Array.isArray(other) ? other : [])];
      return all.length === 0 ? output : withValueAt(output, path, all);
    },
    mergeOutputs([before, after]),
  );
}
