import { readFileSync } from 'node:fs';
import { matchesAction } from '../src/iam/action-pattern.ts';
import type { AuthorizationRequest } from '../src/iam/authorization-request.ts';
import type { ActionFacts } from '../src/iam/catalogue/action-catalogue.ts';
import { CATALOGUE } from '../src/iam/catalogue/catalogue.ts';
import { isPolicyError, parsePolicyDocument, type Statement } from '../src/iam/policy-document.ts';
import type { AwsPolicyObject } from '../src/iam/policy-set.ts';
import { randomNumbers } from './random-numbers.ts';

/** A policy of AWS's with requests about it. */
export interface PolicyCases {
  readonly name: string;
  readonly document: AwsPolicyObject;
  readonly requests: readonly AuthorizationRequest[];
}

const REQUESTS_A_POLICY = 12;
const ACCOUNT = '111122223333';

/**
 * For every managed policy requests that a user who has it could make: two in three are about an action and, where
 * it names one, a resource of its own statements, the others about any action at all. Always the same.
 */
export function policyCases(corpus: string): readonly PolicyCases[] {
  const random = randomNumbers(20_261_125);
  const everyAction = CATALOGUE.services.flatMap((service) => CATALOGUE.service(service)?.actions ?? []);
  const lines = readFileSync(corpus, 'utf8').trimEnd().split('\n');
  return lines.map((line) => {
    const { name, document } = JSON.parse(line) as { name: string; document: AwsPolicyObject };
    const parsed = parsePolicyDocument(JSON.stringify(document));
    if (isPolicyError(parsed)) throw new Error(`${name}: ${parsed.error}`);
    const requests = Array.from({ length: REQUESTS_A_POLICY }, (_, index) => {
      const statement = index % 3 === 2 ? undefined : pick(parsed.statements, random);
      const own = statement && ownRequest(statement, random);
      return own ?? requestOf(pick(everyAction, random), null);
    });
    return { name, document, requests };
  });
}

function ownRequest(statement: Statement, random: () => number): AuthorizationRequest | null {
  const pattern = pick(statement.actions ?? ['*'], random) ?? '*';
  const service = CATALOGUE.service(pattern.split(':')[0] ?? '');
  const matching =
    service?.actions.filter((action) => matchesAction(pattern, `${action.service}:${action.name}`)) ?? [];
  const action = pick(matching, random);
  if (!action) return null;
  return requestOf(action, pick(statement.resources ?? ['*'], random) ?? '*');
}

/** The named resource with its wildcards and variables filled in, or one such as AWS documents for the action. */
function requestOf(action: ActionFacts | undefined, named: string | null): AuthorizationRequest {
  if (!action) throw new Error('there is no action to ask for');
  const form = action.resourceTypes[0]?.type.arns[0];
  const resource = named !== null && named !== '*' ? named : (form ?? '*');
  return {
    principal: `arn:aws:iam::${ACCOUNT}:user/alice`,
    action: `${action.service}:${action.name}`,
    resource: form === undefined ? '*' : filledIn(resource),
    resourceAccount: ACCOUNT,
    context: {
      'aws:RequestedRegion': 'eu-west-1',
      'aws:SecureTransport': 'true',
      'aws:SourceIp': '203.0.113.7',
      'aws:PrincipalOrgID': 'o-example',
      'aws:CurrentTime': '2026-11-25T12:00:00Z',
    },
  };
}

function filledIn(arn: string): string {
  const [head = '', partition = '', service = '', region = '', account = '', ...rest] = arn
    .replace(/\$\{[^}]*\}/g, '*')
    .split(':');
  const part = (text: string, value: string): string => (text.includes('*') ? value : text);
  const resource = rest.join(':').replace(/[*?]+/g, 'x');
  return [
    head,
    part(partition, 'aws'),
    service,
    part(region, 'eu-west-1'),
    part(account, ACCOUNT),
    resource || 'x',
  ].join(':');
}

function pick<T>(all: readonly T[], random: () => number): T | undefined {
  return all[Math.floor(random() * all.length)];
}
