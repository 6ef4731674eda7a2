import { CATALOGUE } from '../catalogue/catalogue.ts';
import facts from './actions-without-operation.json' with { type: 'json' };

const WITHOUT_OPERATION: Readonly<Record<string, string>> = facts.services;

/**
 * The known actions that are no operation of their service's API, as far as that is documented: AWS asks for them within
 * other calls, or in what is no call of an API.
 * https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html
 */
export function actionsWithoutOperation(): readonly string[] {
  return Object.keys(WITHOUT_OPERATION).flatMap((service) => {
    const names = hasNoOperation(service) ? namesOf(service) : (WITHOUT_OPERATION[service] ?? '').split(' ');
    return names.map((name) => `${service}:${name}`);
  });
}

/** No operation of the service is documented: `rds-db`, whose one action is to connect. */
export function hasNoOperation(service: string): boolean {
  return WITHOUT_OPERATION[service] === '*';
}

function namesOf(service: string): readonly string[] {
  return (CATALOGUE.service(service)?.actions ?? []).map(({ name }) => name);
}
