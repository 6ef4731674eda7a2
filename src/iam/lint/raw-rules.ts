import type { Remarks } from './linted-policy.ts';

/** What the parsed document tells no more: a principal without its map, a condition without clauses. */
export function* rawRules(json: unknown): Remarks {
  if (typeof json !== 'object' || json === null || !('Statement' in json)) return;
  const statements: readonly unknown[] = Array.isArray(json.Statement) ? json.Statement : [json.Statement];
  for (const [index, statement] of statements.entries()) {
    const path = ['Statement', index];
    const fields = statement as Readonly<Record<string, unknown>>;
    for (const name of ['Principal', 'NotPrincipal']) {
      const value = fields[name];
      if (typeof value === 'string' && value !== '*')
        yield {
          id: 'principal-bare',
          path: [...path, name],
          message: `${name} is a bare "${value}".`,
          fix: `Write it as {"AWS": "${value}"}.`,
        };
    }
    const condition = fields['Condition'];
    if (
      condition !== undefined &&
      Object.values(condition as object).every((keys) => Object.keys(keys as object).length === 0)
    )
      yield {
        id: 'condition-empty',
        path: [...path, 'Condition'],
        message: 'The condition asks for nothing.',
        fix: 'Remove it, or say what is asked for.',
      };
  }
}
