import { remembered } from '../model/remembered.ts';
import type { AuthorizationRequest } from './authorization-request.ts';
import type { ActionCatalogue } from './catalogue/action-catalogue.ts';
import { derivedValue } from './derived-context.ts';
import { isIamPrincipal, parsePrincipal, type RequestPrincipal } from './principal.ts';
import { requestAction, resourceAskedAbout } from './request-action.ts';
import type { RequestValues } from './request-values.ts';

/** A request with everything that its texts tell, and its condition keys by their names in lower case. */
export class ResolvedRequest implements RequestValues {
  readonly principal: RequestPrincipal;
  /** Lower case: `s3:getobject`. */
  readonly action: string;
  readonly service: string;
  /** What AWS asks the policies about, which is not always what the request names. */
  readonly resource: string;
  readonly principalAccount: string | null;
  readonly resourceAccount: string | null;
  readonly given: AuthorizationRequest;
  #context: ReadonlyMap<string, string | readonly string[]> | null = null;

  /** Throws InvalidInput. */
  constructor(given: AuthorizationRequest, catalogue: ActionCatalogue) {
    const action = requestAction(given.action, catalogue);
    this.given = given;
    this.action = action.name;
    this.service = action.service;
    this.resource = resourceAskedAbout(action, given.resource);
    this.principal = parsePrincipal(given.principal, this.action, given.sessionIssuer ?? null);
    this.principalAccount =
      given.principalAccount ?? (isIamPrincipal(this.principal) ? this.principal.account : null);
    this.resourceAccount = given.resourceAccount ?? accountIn(given.resource) ?? this.#givenResourceAccount();
  }

  values(key: string): readonly string[] | null {
    const given = this.#given().get(key);
    if (given !== undefined) return textsOf(given);
    const derived = derivedValue(key, this);
    return derived === null ? null : [derived];
  }

  variable(key: string): string | null {
    const values = this.values(key);
    return values?.length === 1 ? (values[0] ?? null) : null;
  }

  #given(): ReadonlyMap<string, string | readonly string[]> {
    this.#context ??= contextOf(this.given);
    return this.#context;
  }

  #givenResourceAccount(): string | null {
    if (!this.given.context) return null;
    const first = (key: string): string | undefined => textsOf(this.#given().get(key) ?? [])[0];
    return first('aws:resourceaccount') ?? first('s3:resourceaccount') ?? null;
  }
}

/** An account's twelve digits; `aws` is AWS's own, as of managed policies, which are everybody's. */
function accountIn(arn: string): string | null {
  return /^arn:[^:]+:[^:]+:[^:]*:(\d{12}):/.exec(arn)?.[1] ?? null;
}

function contextOf({ context }: AuthorizationRequest): ReadonlyMap<string, string | readonly string[]> {
  const values = new Map<string, string | readonly string[]>();
  for (const key in context) {
    const value = context[key];
    if (value !== undefined) values.set(lowerCase(key), value);
  }
  return values;
}

const REMEMBERED_KEYS = 4096;

const lowerCase = remembered(REMEMBERED_KEYS, (name) => name.toLowerCase());

/** JSON has `true` and `5`. */
function textsOf(value: string | readonly string[]): readonly string[] {
  return Array.isArray(value) ? value.map(String) : [String(value)];
}
