import { typesOfArn } from '../../iam/catalogue/resource-type-of.ts';
import { type ActionFacts, CATALOGUE } from '../../iam/index.ts';
import { parseArn } from '../../model/arn.ts';

/** An action, and what it is asked about: an ARN, or a pattern of which any will do. */
export interface AskedRight {
  readonly action: string;
  readonly resource: string;
}

/**
 * What an action of AWS's catalogue is asked about, for a resource: itself, or what is in it (the indexes of a table).
 * None: the action is about no such resource.
 * https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html
 */
export function rightsOfResource(action: string, arn: string): readonly AskedRight[] {
  const facts = CATALOGUE.action(action);
  if (!facts) return [];
  const [, qualified = arn] = QUALIFIED.exec(arn) ?? [];
  const own = [...ownForms(facts.service, arn), ...ownForms(facts.service, qualified)];
  const forms = facts.resourceTypes.flatMap(({ type }) => type.arns);
  const inIt = forms.flatMap((form) => own.flatMap((each) => restOf(form, each) ?? []));
  const within = inIt.includes('') && !QUALIFIED.test(arn) ? withinBy(action) : [];
  return [...new Set([...inIt, ...within])].map((rest) => ({ action, resource: `${arn}${rest}` }));
}

/**
 * What AWS's list of actions does not tell apart: requests over HTTP to a domain are for what is in it, and a function is
 * invoked by its aliases and versions too.
 * https://docs.aws.amazon.com/opensearch-service/latest/developerguide/ac.html
 * https://docs.aws.amazon.com/lambda/latest/dg/lambda-api-permissions-ref.html
 */
function withinBy(action: string): readonly string[] {
  if (/^es:ESHttp/i.test(action)) return ['/*'];
  return /^lambda:Invoke/i.test(action) ? [':*'] : [];
}

/** An alias or version of a function, which AWS has actions on functions for. */
const QUALIFIED = /^(arn:[^:]*:lambda:[^:]*:[^:]*:function:[^:]+):[^:]+$/;

/** The ARNs of the resource's own type in AWS's words: of several that fit, the one that tells most apart. */
function ownForms(service: string, arn: string): readonly string[] {
  const prefix = parseArn(arn)?.service ?? service;
  const all = [service, prefix].flatMap((each) => CATALOGUE.service(each)?.actions ?? []);
  const forms = new Set(
    all.flatMap((action: ActionFacts) => typesOfArn(action, arn).flatMap(({ type }) => type.arns)),
  );
  const most = Math.max(0, ...[...forms].map(placeholders));
  return [...forms].filter((form) => placeholders(form) === most);
}

function placeholders(form: string): number {
  return form.split('${').length;
}

/** `/index/*`, or nothing where they are the same; null: it is about something else. */
function restOf(form: string, own: string): string | null {
  const rest = form.startsWith(own) ? form.slice(own.length) : null;
  return rest === null || /^[^/:]/.test(rest) ? null : rest.replaceAll(/\$\{[^}]*\}/g, '*');
}
