import { fromNodeProviderChain, fromTemporaryCredentials } from '@aws-sdk/credential-providers';
import type { AwsCredentialIdentity, AwsCredentialIdentityProvider } from '@smithy/types';
import { parseArn } from '../model/arn.ts';
import type { AccountNotEntered } from '../model/snapshot.ts';
import { ApiError } from '../sources/aws/api-error.ts';
import type { AccountAccess } from '../sources/aws/collect.ts';
import { LiveTransport, toApiError } from '../sources/aws/live-transport.ts';
import { UsageError } from './errors.ts';

export interface LiveOptions {
  readonly profile?: string;
  /** One account each; none: the account of the credentials themselves. */
  readonly roleArns: readonly string[];
  readonly externalId?: string;
  /** Where STS is asked; AWS_REGION or us-east-1 unless said. */
  readonly region?: string;
}

export interface LiveAccounts {
  readonly accounts: readonly AccountAccess[];
  readonly notEntered: readonly AccountNotEntered[];
  close(): Promise<void>;
}

/** Enters every account by the standard SDK credential chain and, where given, its role. */
export async function enterAccounts(options: LiveOptions): Promise<LiveAccounts> {
  const region =
    options.region ?? process.env['AWS_REGION'] ?? process.env['AWS_DEFAULT_REGION'] ?? 'us-east-1';
  const own = memoized(
    fromNodeProviderChain({
      ...(options.profile ? { profile: options.profile } : {}),
      clientConfig: { region },
    }),
  );
  await own().catch((error: unknown) => {
    throw noCredentials(error, options.profile);
  });
  const roles = options.roleArns.map((roleArn) => ({
    roleArn,
    credentials: assumed(own, roleArn, region, options.externalId),
  }));
  const wanted = roles.length > 0 ? roles : [{ roleArn: null, credentials: own }];
  const transports: LiveTransport[] = [];
  const accounts: AccountAccess[] = [];
  const notEntered: AccountNotEntered[] = [];
  for (const { roleArn, credentials } of wanted) {
    const transport = new LiveTransport(credentials);
    transports.push(transport);
    try {
      accounts.push(await enter(transport, region));
    } catch (error) {
      const { why } = toApiError(error);
      if (roleArn === null) throw new UsageError(`the credentials were refused by AWS: ${why}`);
      notEntered.push({ account: parseArn(roleArn)?.account ?? '', roleArn, why });
    }
  }
  if (accounts.length === 0) {
    const [first] = notEntered;
    throw new UsageError(`no account could be entered: ${first?.roleArn}: ${first?.why}`);
  }
  return {
    accounts: oncePerAccount(accounts),
    notEntered,
    close: async () => void (await Promise.all(transports.map((each) => each.close()))),
  };
}

async function enter(transport: LiveTransport, region: string): Promise<AccountAccess> {
  const call = { account: '', region, service: 'sts', operation: 'GetCallerIdentity', input: {} } as const;
  const identity = (await transport.send(call, new AbortController().signal)) as {
    Account?: string;
    Arn?: string;
  };
  const { Account: account, Arn: callerArn } = identity;
  if (!account || !callerArn) {
    throw new ApiError(
      'NotAnAwsAnswer',
      'sts:GetCallerIdentity named no account: is a proxy in between?',
      'other',
    );
  }
  return { identity: { account, partition: parseArn(callerArn)?.partition ?? 'aws', callerArn }, transport };
}

function assumed(
  own: AwsCredentialIdentityProvider,
  roleArn: string,
  region: string,
  externalId: string | undefined,
): AwsCredentialIdentityProvider {
  const ExternalId = externalId === undefined ? {} : { ExternalId: externalId };
  return memoized(
    fromTemporaryCredentials({
      masterCredentials: own,
      params: { RoleArn: roleArn, RoleSessionName: 'rampart', ...ExternalId },
      clientConfig: { region, maxAttempts: 3 },
    }),
  );
}

const REFRESH_BEFORE_MS = 5 * 60_000;

/** One set of credentials for all clients of an account, fetched anew shortly before it ends. */
function memoized(provider: AwsCredentialIdentityProvider): AwsCredentialIdentityProvider {
  let current: Promise<AwsCredentialIdentity> | null = null;
  return async () => {
    const known = await (current ??= provider());
    const ends = known.expiration?.getTime() ?? Number.POSITIVE_INFINITY;
    if (ends - Date.now() < REFRESH_BEFORE_MS) current = provider();
    return (current ??= provider()).catch((error: unknown) => {
      current = null;
      throw error;
    });
  };
}

function oncePerAccount(accounts: readonly AccountAccess[]): readonly AccountAccess[] {
  return [...new Map(accounts.map((each) => [each.identity.account, each])).values()];
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
