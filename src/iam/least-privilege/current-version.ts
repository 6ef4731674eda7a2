import type { PolicyDocument, Statement } from '../policy-document.ts';

/**
 * The statements of several policies as those of one of today's version, which means the same as all together. Names
 * of statements have to be unique within a policy, and are left out.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_version.html
 */
export function inCurrentVersion(documents: readonly PolicyDocument[]): PolicyDocument {
  const statements = documents.flatMap(({ version, statements }) =>
    statements.map((statement) => ({
      ...(version === CURRENT ? statement : withoutVariables(statement)),
      sid: null,
    })),
  );
  return { version: CURRENT, id: null, statements };
}

export const CURRENT = '2012-10-17';

/** Older versions have no variables: what looks like one is text. */
function withoutVariables(statement: Statement): Statement {
  const { resources, notResources, conditions } = statement;
  return {
    ...statement,
    resources: resources?.map(asText) ?? null,
    notResources: notResources?.map(asText) ?? null,
    conditions: conditions.map((clause) => ({ ...clause, values: clause.values.map(asText) })),
  };
}

function asText(text: string): string {
  return text.replaceAll('${', '${$}{');
}

/**
 * An ARN as a pattern that matches it alone.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html#policy-vars-specialchars
 */
export function exactly(arn: string): string {
  return arn.replace(/[*?]|\$(?=\{)/g, (character) => `\${${character}}`);
}
