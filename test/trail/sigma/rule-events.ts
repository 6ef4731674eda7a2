import type { JsonObject, JsonValue } from '../../../src/model/json.ts';

/** Events as CloudTrail has them, in short: `iam CreateAccessKey` and what else the rule looks at. */
export interface RuleEvents {
  /** The rule finds each of these, or all of them together. */
  readonly fires: readonly JsonObject[];
  /** It finds none of these: each is nearly one of the former. */
  readonly misses: readonly JsonObject[];
}

export function call(what: string, parameters: JsonValue = null, more: JsonObject = {}): JsonObject {
  const [service, name] = what.split(' ');
  return {
    eventSource: `${service}.amazonaws.com`,
    eventName: name ?? '',
    requestParameters: parameters,
    readOnly: false,
    ...more,
  };
}

export function failed(event: JsonObject, errorCode = 'AccessDenied'): JsonObject {
  return { ...event, errorCode };
}

export const login = (type: string, more: JsonObject, result = 'Success'): JsonObject =>
  call('signin ConsoleLogin', null, {
    userIdentity: {
      type,
      principalId: 'AIDAEXAMPLE',
      arn: `arn:aws:iam::111122223333:${type === 'Root' ? 'root' : 'user/bob'}`,
    },
    responseElements: { ConsoleLogin: result },
    additionalEventData: more,
  });
