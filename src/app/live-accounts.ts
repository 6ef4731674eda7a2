import { fromNodeProviderChain, fromTemporaryCredentials } from '@aws-sdk/credential-providers';
import type { AwsCredentialIdentityProvider } from '@smithy/types';
import { parseArn } from '../model/arn.ts';
import type { AccountLeftOut, AccountNotEntered } from '../model/snapshot.ts';
import { GuardedHttpHandler } from '../sources/aws/answer-guard.ts';
import { ApiError } from '../sources/aws/api-error.ts';
import type { AccountAccess } from '../sources/aws/collect.ts';
import type { AccountIdentity } from '../sources/aws/collect-account.ts';
import { LiveTransport, toApiError } from '../sources/aws/live-transport.ts';
import { Scheduler } from '../sources/aws/scheduler.ts';
import { SERVICES } from '../sources/aws/services.ts';
import { UsageError } from './errors.ts';
import { type OrganizationEntry, organizationAccounts } from './organization-accounts.ts';
import { renewed } from './renewed-credentials.ts';

export interface LiveOptions {
  readonly profile?: string;
  /** One account each; none: the account of the credentials themselves. */
  readonly roleArns: readonly string[];
  readonly externalId?: string;
  /** Every account of the organisation that the credentials, or the one role of `roleArns`, can list. */
  readonly organization?: OrganizationEntry;
  /** Where STS is asked; AWS_REGION or us-east-1 unless said. */
  readonly region?: string;
  /** Aborting ends the entering: accounts that were not entered by then are left out. */
  readonly signal?: AbortSignal;
}

export interface LiveAccounts {
  readonly accounts: readonly AccountAccess[];
  readonly notEntered: readonly AccountNotEntered[];
  readonly leftOut: readonly AccountLeftOut[];
  close(): Promise<void>;
}

/** Entering asks few calls, and somebody waits for the first sign of life: it is given up sooner than the reading. */
const ENTER = { callDeadlineMs: 8_000, transientAttempts: 5 };
const ENTER_ANSWER_MS = 12_000;

/** Enters every account by the standard SDK credential chain and, where given, its role. */
export async function enterAccounts(options: LiveOptions): Promise<LiveAccounts> {
  const door = openDoor(options);
  try {
    const own = await ownCredentials(door, options.profile);
    const { tried, leftOut } = await (options.organization
      ? enterOrganization(door, own, options.organization, options)
      : enterRoles(door, own, options));
    const entered = tried.flatMap((each) => ('identity' in each ? [each] : []));
    const failed = tried.flatMap((each) => ('error' in each ? [each] : []));
    if (entered.length === 0 && !door.signal.aborted) throw noneEntered(failed);
    const accounts = oncePerAccount(entered).map(toAccess);
    return {
      accounts,
      notEntered: failed.flatMap(toNotEntered),
      leftOut,
      close: async () => {
        await Promise.all(accounts.map((each) => each.close()));
        door.requestHandler.destroy();
      },
    };
  } catch (error) {
    door.requestHandler.destroy();
    throw error;
  }
}

interface Tried {
  readonly tried: readonly (Entered | NotEntered)[];
  readonly leftOut: readonly AccountLeftOut[];
}

async function enterRoles(
  door: Door,
  own: AwsCredentialIdentityProvider,
  { roleArns, externalId }: LiveOptions,
): Promise<Tried> {
  const roles = roleArns.map((roleArn) => ({
    roleArn,
    credentials: assumed(door, own, roleArn, externalId),
  }));
  const wanted: readonly Wanted[] = roles.length > 0 ? roles : [{ roleArn: null, credentials: own }];
  return { tried: await Promise.all(wanted.map((each) => tryToEnter(each, door))), leftOut: [] };
}

/** The accounts are listed from one of them, which is read by the credentials that listed; the others by their role. */
async function enterOrganization(
  door: Door,
  own: AwsCredentialIdentityProvider,
  organization: OrganizationEntry,
  options: LiveOptions,
): Promise<Tried> {
  const [first] = (await enterRoles(door, own, options)).tried;
  if (!first || 'error' in first) throw noneEntered(first ? [first] : []);
  const { identity, credentials } = first;
  const transport = new LiveTransport(credentials, door.requestHandler);
  const vantage = { identity, transport, scheduler: door.scheduler };
  const { members, leftOut } = await organizationAccounts(vantage, organization.excludedAccounts);
  const tried = members.map(async ({ account, name }) => {
    if (account === identity.account) return { ...first, name };
    const roleArn = `arn:${identity.partition}:iam::${account}:role/${organization.roleName}`;
    return tryToEnter(
      { roleArn, name, credentials: assumed(door, credentials, roleArn, options.externalId) },
      door,
    );
  });
  return { tried: await Promise.all(tried), leftOut };
}

async function ownCredentials(
  { clientConfig }: Door,
  profile: string | undefined,
): Promise<AwsCredentialIdentityProvider> {
  const own = renewed(fromNodeProviderChain({ ...(profile ? { profile } : {}), clientConfig }));
  await own().catch((error: unknown) => {
    throw noCredentials(error, profile);
  });
  return own;
}

function toAccess({ identity, name, credentials }: Entered): AccountAccess & { close(): Promise<void> } {
  const transport = new LiveTransport(credentials);
  return {
    identity: name === undefined ? identity : { ...identity, name },
    transport,
    close: () => transport.close(),
  };
}

function toNotEntered({ roleArn, name, error }: NotEntered): readonly AccountNotEntered[] {
  if (roleArn === null) return [];
  const account = parseArn(roleArn)?.account ?? '';
  return [{ account, ...(name === undefined ? {} : { name }), roleArn, why: error.why }];
}

interface Wanted {
  /** Null: the account of the credentials themselves. */
  readonly roleArn: string | null;
  /** The organisation's name for the account. */
  readonly name?: string;
  readonly credentials: AwsCredentialIdentityProvider;
}

interface Entered extends Wanted {
  readonly identity: AccountIdentity;
}

interface NotEntered extends Wanted {
  readonly error: ApiError;
}

/** How the accounts are asked for their names: one handler, one scheduler, one region's STS for all. */
interface Door {
  readonly region: string;
  readonly requestHandler: GuardedHttpHandler;
  readonly scheduler: Scheduler;
  readonly signal: AbortSignal;
  readonly clientConfig: object;
}

function openDoor({ region: asked, signal = new AbortController().signal }: LiveOptions): Door {
  const { AWS_REGION: set, AWS_DEFAULT_REGION: byDefault } = process.env;
  const region = asked ?? set ?? byDefault ?? 'us-east-1';
  const requestHandler = new GuardedHttpHandler(ENTER_ANSWER_MS);
  const clientConfig = { region, requestHandler, maxAttempts: 1 };
  return { region, requestHandler, scheduler: new Scheduler({ ...ENTER, signal }), signal, clientConfig };
}

async function tryToEnter(wanted: Wanted, door: Door): Promise<Entered | NotEntered> {
  const { region, requestHandler, scheduler } = door;
  const transport = new LiveTransport(wanted.credentials, requestHandler);
  const lane = { id: `entering ${region} sts`, rate: SERVICES.sts.rate, burst: SERVICES.sts.burst };
  try {
    const identity = await scheduler.run(lane, (signal) => identify(transport, region, signal));
    return { ...wanted, identity };
  } catch (error) {
    return { ...wanted, error: toApiError(error) };
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
  { clientConfig }: Door,
  masterCredentials: AwsCredentialIdentityProvider,
  roleArn: string,
  externalId: string | undefined,
): AwsCredentialIdentityProvider {
  const ExternalId = externalId === undefined ? {} : { ExternalId: externalId };
  const params = { RoleArn: roleArn, RoleSessionName: 'rampart', ...ExternalId };
  return renewed(fromTemporaryCredentials({ masterCredentials, params, clientConfig }));
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
