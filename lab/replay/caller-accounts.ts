import { createHash } from 'node:crypto';
import type { Answer, Call } from './organisation.ts';
import { textOr } from './shape.ts';

type Identity = { readonly account: string; readonly arn: string; readonly userId: string };

/** Who an access key belongs to: keys given at start, and those that AssumeRole handed out. */
export type CallerAccounts = {
  identify(accessKeyId: string): Identity | undefined;
  /** Remembers a key that somebody else issued for a role. */
  remember(accessKeyId: string, roleArn: string, session: string): void;
  /** The server's own answer to STS, when nothing was recorded. */
  answer(call: Call, accessKeyId: string): Answer | undefined;
};

export type CallerOptions = {
  readonly accessKeys: Readonly<Record<string, string>>;
  /** The account of keys that are not in `accessKeys`. */
  readonly defaultAccount?: string;
  /** Roles in other accounts cannot be assumed; undefined for any. */
  readonly accounts?: readonly string[];
};

export function callerAccounts(options: CallerOptions): CallerAccounts {
  const assumed = new Map<string, Identity>();
  const remember = (accessKeyId: string, roleArn: string, session: string): void => {
    assumed.set(accessKeyId, assumedRole(roleArn, session));
  };
  const identify = (accessKeyId: string): Identity | undefined => {
    const account = options.accessKeys[accessKeyId] ?? options.defaultAccount;
    return assumed.get(accessKeyId) ?? (account === undefined ? undefined : user(account));
  };
  return {
    identify,
    remember,
    answer(call, accessKeyId) {
      if (call.service !== 'sts') return undefined;
      if (call.operation === 'GetCallerIdentity') return callerIdentity(identify(accessKeyId));
      if (call.operation !== 'AssumeRole') return undefined;
      return assumeRole(call, options.accounts, remember);
    },
  };
}

const user = (account: string): Identity => ({
  account,
  arn: `arn:aws:iam::${account}:user/replay`,
  userId: `AIDA${letters(account, 17)}`,
});

/** `arn:aws:iam::111111111111:role/path/Name` is `arn:aws:sts::111111111111:assumed-role/Name/session` in use. */
function assumedRole(roleArn: string, session: string): Identity {
  const account = roleArn.split(':')[4] ?? '';
  const name = roleArn.slice(roleArn.lastIndexOf('/') + 1);
  const userId = `AROA${letters(roleArn, 17)}:${session}`;
  return { account, arn: `arn:aws:sts::${account}:assumed-role/${name}/${session}`, userId };
}

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

function letters(text: string, length: number): string {
  const digest = createHash('sha256').update(text).digest();
  return Array.from(digest.subarray(0, length), (byte) => alphabet[byte % alphabet.length]).join('');
}

function callerIdentity(identity: Identity | undefined): Answer | undefined {
  if (identity === undefined) return undefined;
  return { output: { Account: identity.account, Arn: identity.arn, UserId: identity.userId } };
}

function assumeRole(
  call: Call,
  accounts: readonly string[] | undefined,
  remember: CallerAccounts['remember'],
): Answer {
  const roleArn = textOr(call.input['RoleArn'], '');
  const session = textOr(call.input['RoleSessionName'], 'session');
  const identity = assumedRole(roleArn, session);
  if (accounts !== undefined && !accounts.includes(identity.account)) {
    const message = `User is not authorized to perform: sts:AssumeRole on resource: ${roleArn}`;
    return { error: { name: 'AccessDenied', message, status: 403 } };
  }
  const accessKeyId = `ASIA${letters(`${roleArn}/${session}`, 16)}`;
  remember(accessKeyId, roleArn, session);
  return {
    output: {
      Credentials: credentials(accessKeyId),
      AssumedRoleUser: { Arn: identity.arn, AssumedRoleId: identity.userId },
    },
  };
}

const anHour = 3_600_000;

const credentials = (accessKeyId: string): object => ({
  AccessKeyId: accessKeyId,
  SecretAccessKey: `secret-of-${accessKeyId}`,
  SessionToken: `session-of-${accessKeyId}`,
  Expiration: new Date(Math.ceil(Date.now() / 1000) * 1000 + anHour),
});
