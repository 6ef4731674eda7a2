import { type AuthorizationRequest, CATALOGUE } from '../../iam/index.ts';
import { nearest } from '../../model/nearest.ts';
import { requestSchema } from '../../report/json/iam/request-schema.ts';
import { UsageError } from '../errors.ts';
import { readPolicyText } from './policy-file.ts';

/** A request in the flags' words. */
export interface RequestFlags {
  /** A file with a request in JSON, in the place of the others. */
  readonly request?: string | undefined;
  readonly principal?: string | undefined;
  readonly sessionIssuer?: string | undefined;
  readonly principalAccount?: string | undefined;
  readonly action?: string | undefined;
  readonly resource?: string | undefined;
  readonly resourceAccount?: string | undefined;
  /** `aws:SourceIp=203.0.113.7`; a key with several values is there several times. */
  readonly context: readonly string[];
  /** Take an action that AWS does not document. */
  readonly anyAction?: boolean | undefined;
}

/** Rejects with `UsageError`. */
export async function requestOf(flags: RequestFlags): Promise<AuthorizationRequest> {
  const request = flags.request === undefined ? flagged(flags) : await fromFile(flags.request, flags);
  if (!flags.anyAction) refuseUnknownAction(request.action);
  return request;
}

function flagged(flags: RequestFlags): AuthorizationRequest {
  const { principal, action, resource, sessionIssuer, principalAccount, resourceAccount } = flags;
  if (principal === undefined || action === undefined)
    throw new UsageError(
      `who asks for what: --principal and --action are needed (or --request FILE), and --resource where the action takes one`,
    );
  const context = contextOf(flags.context);
  return {
    principal,
    action,
    resource: resource ?? '*',
    ...(sessionIssuer !== undefined && { sessionIssuer }),
    ...(principalAccount !== undefined && { principalAccount }),
    ...(resourceAccount !== undefined && { resourceAccount }),
    ...(Object.keys(context).length > 0 && { context }),
  };
}

function contextOf(pairs: readonly string[]): Readonly<Record<string, string | readonly string[]>> {
  const values = new Map<string, string[]>();
  for (const pair of pairs) {
    const [, key, value] = /^([^=]+)=(.*)$/s.exec(pair) ?? [];
    if (key === undefined || value === undefined)
      throw new UsageError(`--context ${pair}: expected a key and its value, as in aws:SourceIp=203.0.113.7`);
    values.set(key, [...(values.get(key) ?? []), value]);
  }
  return Object.fromEntries([...values].map(([key, all]) => [key, all.length === 1 ? (all[0] ?? '') : all]));
}

async function fromFile(path: string, flags: RequestFlags): Promise<AuthorizationRequest> {
  const others = Object.entries({
    ...flags,
    request: undefined,
    anyAction: undefined,
    context: flags.context[0],
  });
  const idle = others.filter(([, value]) => value !== undefined).map(([name]) => FLAGS[name] ?? name);
  if (idle.length > 0)
    throw new UsageError(
      `${idle.join(' and ')} ${idle.length === 1 ? 'has' : 'have'} no effect with --request`,
    );
  const { path: name, text } = await readPolicyText(path);
  const { data, error } = requestSchema.safeParse(parsed(name, text));
  if (data) return data;
  const issue = error.issues[0];
  throw new UsageError(`${name}: ${issue?.path.join('.') || 'the request'}: ${issue?.message}`);
}

const FLAGS: Readonly<Record<string, string>> = {
  principal: '--principal',
  sessionIssuer: '--session-issuer',
  principalAccount: '--principal-account',
  action: '--action',
  resource: '--resource',
  resourceAccount: '--resource-account',
  context: '--context',
};

function parsed(name: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new UsageError(`${name}: not JSON: ${error instanceof Error ? error.message : String(error)}`);
  }
}

/** AWS adds actions every week; most that are not known are mistyped. */
export function refuseUnknownAction(action: string): void {
  if (CATALOGUE.action(action)) return;
  const prefix = action.slice(0, Math.max(0, action.indexOf(':'))).toLowerCase();
  const service = CATALOGUE.service(prefix);
  const near = service
    ? nearest(
        action.slice(prefix.length + 1),
        service.actions.map(({ name }) => name),
      )
    : nearest(prefix, CATALOGUE.services);
  const meant = near === null ? '' : `; did you mean ${service ? `${prefix}:${near}` : `${near}:…`}?`;
  throw new UsageError(
    `AWS documented no action ${action} by ${CATALOGUE.date}${meant} (--any-action takes it all the same)`,
  );
}
