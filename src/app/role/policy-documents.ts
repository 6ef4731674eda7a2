export interface Statement {
  readonly Sid?: string;
  readonly Effect: 'Allow' | 'Deny';
  readonly Action?: readonly string[];
  readonly NotAction?: readonly string[];
  readonly Resource?: string | readonly string[];
  readonly NotResource?: readonly string[];
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, string | readonly string[]>>>>;
}

export interface PolicyDocument {
  readonly Version: '2012-10-17';
  readonly Statement: readonly Statement[];
}

/**
 * Characters of a customer managed policy, white space not counted. Inline policies of a role may have 10,240 in all,
 * which the actions come near: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html
 */
export const MANAGED_POLICY_CHARACTERS = 6144;

export function policyCharacters(document: PolicyDocument): number {
  return JSON.stringify(document).length;
}

/** In as few documents as AWS's limit allows, a statement in one where it fits. */
export function policyDocuments(
  statements: readonly Statement[],
  limit: number = MANAGED_POLICY_CHARACTERS,
): readonly PolicyDocument[] {
  const documents: PolicyDocument[] = [];
  for (const statement of statements.flatMap((each) => fitting(each, limit))) {
    const last = documents.at(-1);
    const longer = documentOf([...(last?.Statement ?? []), statement]);
    if (last && policyCharacters(longer) <= limit) documents[documents.length - 1] = longer;
    else documents.push(documentOf([statement]));
  }
  return documents;
}

/** Halves of a statement that by itself would be too long, by the longer of its lists. */
function fitting(statement: Statement, limit: number): readonly Statement[] {
  if (policyCharacters(documentOf([statement])) <= limit) return [statement];
  const { Sid, Action = [], Resource = [] } = statement;
  const list = Action.length >= Resource.length || typeof Resource === 'string' ? 'Action' : 'Resource';
  const values = list === 'Action' ? Action : Resource;
  if (values.length < 2) return [statement];
  const half = Math.ceil(values.length / 2);
  return [values.slice(0, half), values.slice(half)]
    .map((part, index) => ({
      ...statement,
      ...(Sid !== undefined && { Sid: `${Sid}${index === 0 ? 'A' : 'B'}` }),
      [list]: part,
    }))
    .flatMap((each) => fitting(each, limit));
}

function documentOf(statements: readonly Statement[]): PolicyDocument {
  return { Version: '2012-10-17', Statement: statements };
}

/** Only reads: one statement for the actions of each service, on whatever resource. */
export function readStatements(actions: readonly string[]): readonly Statement[] {
  const byService = Map.groupBy(actions, (action) => action.slice(0, action.indexOf(':')));
  return [...byService].map(([service, own]) => ({
    Sid: sidOf(service),
    Effect: 'Allow',
    Action: own,
    Resource: '*',
  }));
}

/** Letters and digits alone: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_sid.html */
function sidOf(service: string): string {
  return service
    .split('-')
    .map((part) => `${part.charAt(0).toUpperCase()}${part.slice(1)}`)
    .join('');
}
