import { remembered } from '../model/remembered.ts';
import type { ActionCatalogue } from './catalogue/action-catalogue.ts';
import { InvalidInput } from './invalid-input.ts';

/** The action that a request names, with what is known of it. */
export interface RequestAction {
  /** Lower case: `s3:getobject`. */
  readonly name: string;
  /** Lower case: `s3`. */
  readonly service: string;
  /** It takes no resource. */
  readonly isOfWholeService: boolean;
}

/** More than AWS has. */
const REMEMBERED_ACTIONS = 32_768;

const readers = new WeakMap<ActionCatalogue, (text: string) => RequestAction>();

/** Throws InvalidInput for a text that is no action. */
export function requestAction(text: string, catalogue: ActionCatalogue): RequestAction {
  let read = readers.get(catalogue);
  if (!read) {
    read = remembered(REMEMBERED_ACTIONS, (each) => readAction(each, catalogue));
    readers.set(catalogue, read);
  }
  return read(text);
}

function readAction(text: string, catalogue: ActionCatalogue): RequestAction {
  if (!/^[a-z0-9-]+:[a-z0-9_-]+$/i.test(text))
    throw new InvalidInput(
      `action "${text}" is no action: expected a service and a name, as in "s3:GetObject"`,
    );
  const name = text.toLowerCase();
  return {
    name,
    service: name.slice(0, name.indexOf(':')),
    isOfWholeService: catalogue.action(name)?.resourceTypes.length === 0,
  };
}

/**
 * Actions that take no resource are asked about as a whole, whatever the request names.
 * https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html
 */
export function resourceAskedAbout({ service, isOfWholeService }: RequestAction, named: string): string {
  return isOfWholeService ? resourceOfWholeService(service, named.split(':')[1] ?? 'aws') : named;
}

/**
 * What AWS asks the policies about for an action that takes no resource. S3 asks about all of its buckets: AWS's own
 * example allows s3:ListAllMyBuckets on arn:aws:s3:::*.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic_policy-eval-denyallow.html
 */
export function resourceOfWholeService(service: string, partition: string): string {
  return service === 's3' ? `arn:${partition}:s3:::*` : '*';
}
