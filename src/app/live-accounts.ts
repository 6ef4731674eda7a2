import { fromNodeProviderChain, fromTemporaryCredentials } from '@aws-sdk/credential-providers';
import type { AwsCredentialIdentityProvider } from '@smithy/types';
import { parseArn } from '../model/arn.ts';
import type { AccountNotEntered } from '../model/snapshot.ts';
import { GuardedHttpHandler } from '../sources/aws/answer-guard.ts';
import { ApiError } from '../sources/aws/api-error.ts';
import type { AccountAccess } from '../sources/aws/collect.ts';
import type { AccountIdentity } from '../sources/aws/collect-account.ts';
import { LiveTransport, toApiError } from '../sources/aws/live-transport.ts';
import { Scheduler } from '../sources/aws/scheduler.ts';
import { UsageError } from './errors.ts';
import { renewed } from './renewed-credentials.ts';

export interface LiveOptions {
  readonly profile?: string;
  /** One account each; none: the account of the credentials themselves. */
  readonly roleArns: readonly string[];
  readonly externalId?: string;
  /** Where STS is asked; AWS_REGION or us-east-1 unless said. */
  readonly region?: string;
  /** Aborting ends the entering: accounts that were not entered by then are left out. */
  readonly signal?: AbortSignal;
}

export interface LiveAccounts {
  readonly accounts: readonly AccountAccess[];
  readonly notEntered: readonly AccountNotEntered[];
  close(): Promise<void>;
}

/** Entering asks few calls, and somebody waits for the first sign of life: it is given up sooner than the reading. */
const ENTER = { callDeadlineMs: 8_000, transientAttempts: 5 };
const ENTER_ANSWER_MS = 12_000;

/** Enters every account by the standard SDK credential chain and, where given, its role. */
export async function enterAccounts(options: LiveOptions): Promise<LiveAccounts> {
  const region =
    options.region ?? process.env['AWS_REGION'] ?? process.env['AWS_DEFAULT_REGION'] ?? 'us-east-1';
  const requestHandler = new GuardedHttpHandler(ENTER_ANSWER_MS);
  const clientConfig = { region, requestHandler, maxAttempts: 1 };
  const own = renewed(
    fromNodeProviderChain({ ...(options.profile ? { profile: options.profile } : {}), clientConfig }),
  );
  await own().catch((error: unknown) => {
    throw noCredentials(error, options.profile);
  });
  const roles = options.roleArns.map((roleArn) => ({
    roleArn,
    credentials: assumed(own, roleArn, clientConfig, options.externalId),
  }));
  const wanted: readonly Wanted[] = roles.length > 0 ? roles : [{ roleArn: null, credentials: own }];
  const signal = options.signal ?? new AbortController().signal;
  const door: Door = { region, requestHandler, scheduler: new Scheduler({ ...ENTER, signal }) };
  const tried = await Promise.all(wanted.map((each) => tryToEnter(each, door)));
  const entered = tried.flatMap((each) => ('identity' in each ? [each] : []));
  const failed = tried.flatMap((each) => ('error' in each ? [each] : []));
  if (entered.length === 0 && !signal.aborted) {
    requestHandler.destroy();
    throw noneEntered(failed);
  }
  const accounts = oncePerAccount(entered).map(({ identity, credentials }) => ({
    identity,
    transport: new LiveTransport(credentials),
  }));
  return {
    accounts,
    notEntered: failed.flatMap(({ roleArn, error }) =>
      roleArn === null ? [] : [{ account: parseArn(roleArn)?.account ?? '', roleArn, why: error.why }],
    ),
    close: async () => {
      await Promise.all(accounts.map((each) => each.transport.close()));
      requestHandler.destroy();
    },
  };
}

interface Wanted {
  /** Null: the account of the credentials themselves. */
  readonly roleArn: string | null;
  readonly credentials: AwsCredentialIdentityProvider;
}

interface Entered extends Wanted {
  readonly identity: AccountIdentity;
}

interface NotEntered {
  readonly roleArn: string | null;
  readonly error: ApiError;
}

/** How the accounts are asked for their names. */
interface Door {
  readonly region: string;
  readonly requestHandler: GuardedHttpHandler;
  readonly scheduler: Scheduler;
}

async function tryToEnter(wanted: Wanted, door: Door): Promise<Entered | NotEntered> {
  const { region, requestHandler, scheduler } = door;
  const transport = new LiveTransport(wanted.credentials, requestHandler);
  const lane = { id: `${wanted.roleArn} ${region} sts`, rate: 10, burst: 10 };
  try {
    const identity = await scheduler.run(lane, (signal) => identify(transport, region, signal));
    return { ...wanted, identity };
  } catch (error) {
    return { roleArn: wanted.roleArn, error: toApiError(error) };
  }
}

function noneEntered([first]: readonly NotEntered[]): UsageError {
  if (!first) return new UsageError('no role was named');
  const { roleArn, error } = first;
  if (error.kind === 'expired')
    return new UsageError(`the credentials have ended: ${error.why}; sign in again (aws sso login)`);
  if (roleArn) return new UsageError(`no account could be entered (${roleArn}): ${error.why}`);
  const what = error.kind === 'denied' ? 'the credentials were refused by AWS' : 'AWS could not be reached';
  return new UsageError(`${what}: ${error.why}`);
}

async function identify(
  transport: LiveTransport,
  region: string,
  signal: AbortSignal,
): Promise<AccountIdentity> {
  const call = { account: '', region, service: 'sts', operation: 'GetCallerIdentity', input: {} } as const;
  const identity = (await transport.send(call, signal)) as { Account?: string; Arn?: string };
  const { Account: account, Arn: callerArn } = identity;
  if (!account || !callerArn) {
    const message = 'sts:GetCallerIdentity named no account: is a proxy in between?';
    throw new ApiError('NotAnAwsAnswer', message, 'other');
  }
  return { account, partition: parseArn(callerArn)?.partition ?? 'aws', callerArn };
}

function assumed(
  own: AwsCredentialIdentityProvider,
  roleArn: string,
  clientConfig: object,
  externalId: string | undefined,
): AwsCredentialIdentityProvider {
  const ExternalId = externalId === undefined ? {} : { ExternalId: externalId };
  return renewed(
    fromTemporaryCredentials({
      masterCredentials: own,
      params: { RoleArn: roleArn, RoleSessionName: 'rampart', ...ExternalId },
      clientConfig,
    }),
  );
}

function oncePerAccount(entered: readonly Entered[]): readonly Entered[] {
  return [...new Map(entered.map((each) => [each.identity.account, each])).values()];
}

function noCredentials(error: unknown, profile: string | undefined): UsageError {
  const message = error instanceof Error ? error.message : String(error);
  const where = profile
    ? `profile ${profile}`
    : 'the environment, the shared config files, SSO or the instance';
  return new UsageError(
    `no AWS credentials in ${where} (${message}); sign in (aws sso login), set AWS_PROFILE, or use --snapshot FILE`,
  );
}
