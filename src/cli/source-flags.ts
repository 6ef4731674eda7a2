import { type Command, InvalidArgumentError } from 'commander';
import type { Config, OrganizationConfig } from '../app/config/load-config.ts';
import { UsageError } from '../app/errors.ts';
import type { SourceOptions } from '../app/snapshot-source.ts';
import { asTime } from './as-time.ts';

/** What `rampart role` makes, and `--org` assumes, unless something else is named. */
export const DEFAULT_ROLE_NAME = 'RampartAudit';

/** What commander gives for the flags below. */
export interface SourceFlags {
  readonly profile?: string;
  readonly roleArn: readonly string[];
  readonly externalId?: string;
  readonly org?: boolean;
  readonly orgRole?: string;
  readonly excludeAccount: readonly string[];
  readonly region: readonly string[];
  readonly excludeRegion: readonly string[];
  readonly snapshot?: string;
  readonly awsJson?: string;
  readonly authorizationDetails?: string;
  readonly recording?: string;
  readonly record?: string;
  readonly asOf?: string;
  readonly objectAclSample?: number;
  readonly rate?: number;
  readonly config?: string;
  readonly quiet?: boolean;
}

/** The flags that say where the facts come from, the same for every command that needs a snapshot. */
export function addSourceFlags(command: Command): Command {
  return command
    .option('--profile <NAME>', 'profile of the shared AWS config files (else the standard credential chain)')
    .option('--role-arn <ARN>', 'role to assume; repeat it to read several accounts', collectArn, [])
    .option('--external-id <ID>', 'external id that the roles ask for')
    .option(
      '--org',
      "read every account of the organisation; the credentials, or the one --role-arn, are its management account's or a delegated administrator's",
    )
    .option(
      '--org-role <NAME>',
      `role to assume in the organisation's accounts (default: organization.roleName of rampart.yaml, or ${DEFAULT_ROLE_NAME})`,
    )
    .option('--exclude-account <ID>', 'with --org, leave this account out; repeatable', collectAccountId, [])
    .option('--region <NAME>', 'read this region only; repeatable', collectRegion, [])
    .option('--exclude-region <NAME>', 'leave this region out; repeatable', collectRegion, [])
    .option('--snapshot <FILE>', 'read a snapshot made by `rampart collect` instead of AWS')
    .option('--aws-json <DIR>', 'read a folder of `aws … --output json` files instead of AWS')
    .option(
      '--authorization-details <FILE>',
      'read the output of `aws iam get-account-authorization-details` instead of AWS',
    )
    .option('--recording <DIR>', 'read raw answers recorded by --record instead of AWS')
    .option(
      '--record <DIR>',
      "keep AWS's raw answers in this folder (they may hold secrets; for your eyes only)",
    )
    .option('--as-of <TIME>', 'judge ages as of this time, ISO 8601', asTime)
    .option('--object-acl-sample <COUNT>', 'also read the ACLs of so many objects of each bucket', asCount)
    .option(
      '--rate <FACTOR>',
      "share of AWS's request rates to use: 0.5 leaves half to your workloads (default: 1)",
      asRate,
    )
    .option(
      '--config <FILE>',
      'thresholds, lists and more of your own (default: ./rampart.yaml where it exists)',
    )
    .option('--quiet', 'no progress on standard error');
}

/** The flag that names accounts or a file of them; null: none does. */
export function sourceNamed(flags: SourceFlags): string | null {
  const { snapshot, awsJson, authorizationDetails, recording, roleArn, profile, org } = flags;
  const given = [
    snapshot !== undefined && '--snapshot',
    awsJson !== undefined && '--aws-json',
    authorizationDetails !== undefined && '--authorization-details',
    recording !== undefined && '--recording',
    roleArn.length > 0 && '--role-arn',
    profile !== undefined && '--profile',
    org === true && '--org',
  ];
  return given.find((each) => typeof each === 'string') ?? null;
}

export function sourceOptions(flags: SourceFlags, config: Config | null): SourceOptions {
  const { profile, externalId, snapshot, awsJson, authorizationDetails, recording, record, asOf, rate } =
    flags;
  return {
    roleArns: flags.roleArn,
    regions: flags.region,
    excludedRegions: flags.excludeRegion,
    ...(profile === undefined ? {} : { profile }),
    ...(externalId === undefined ? {} : { externalId }),
    ...organizationOptions(flags, config?.organization ?? {}),
    ...(snapshot === undefined ? {} : { snapshot }),
    ...(awsJson === undefined ? {} : { awsJson }),
    ...(authorizationDetails === undefined ? {} : { authorizationDetails }),
    ...(recording === undefined ? {} : { recording }),
    ...(record === undefined ? {} : { record }),
    ...(asOf === undefined ? {} : { asOf }),
    ...(rate === undefined ? {} : { rateFactor: rate }),
    ...(flags.objectAclSample === undefined ? {} : { objectAclSampleSize: flags.objectAclSample }),
  };
}

/** A flag comes before the file's word; accounts of both are left out. */
function organizationOptions(
  { org, orgRole, excludeAccount, roleArn, externalId }: SourceFlags,
  configured: Partial<OrganizationConfig>,
): Partial<SourceOptions> {
  const idle = [orgRole !== undefined && '--org-role', excludeAccount.length > 0 && '--exclude-account'];
  const named = idle.filter((each) => each !== false);
  if (!org && named.length > 0) throw new UsageError(`${named.join(' and ')} has no effect without --org`);
  if (!org) return {};
  const roleName = orgRole ?? configured.roleName ?? DEFAULT_ROLE_NAME;
  const excludedAccounts = [...excludeAccount, ...(configured.excludeAccounts ?? [])];
  const { managementRoleArn, externalId: configuredId } = configured;
  return {
    organization: { roleName, excludedAccounts },
    ...(roleArn.length === 0 && managementRoleArn !== undefined && { roleArns: [managementRoleArn] }),
    ...(externalId === undefined && configuredId !== undefined && { externalId: configuredId }),
  };
}

export function collectAccountId(value: string, previous: readonly string[]): readonly string[] {
  if (!/^\d{12}$/.test(value)) throw new InvalidArgumentError('expected an account id of 12 digits.');
  return [...previous, value];
}

function collectArn(value: string, previous: readonly string[]): readonly string[] {
  if (!/^arn:[\w-]+:iam::\d{12}:role\/.+$/.test(value)) {
    throw new InvalidArgumentError('expected the ARN of a role, arn:aws:iam::111122223333:role/name.');
  }
  return [...previous, value];
}

export function collectRegion(value: string, previous: readonly string[]): readonly string[] {
  const regions = value.split(',');
  const wrong = regions.find((each) => !/^[a-z]{2,}(-[a-z]+)+-\d+$/.test(each));
  if (wrong !== undefined) throw new InvalidArgumentError('expected a region such as eu-west-1.');
  return [...previous, ...regions];
}

function asCount(value: string): number {
  if (!/^\d{1,4}$/.test(value)) throw new InvalidArgumentError('expected a number from 0 to 9999.');
  return Number(value);
}

function asRate(value: string): number {
  const rate = Number(value);
  if (value.trim() === '' || !(rate >= 0.01 && rate <= 1000)) {
    throw new InvalidArgumentError('expected a number from 0.01 to 1000, such as 0.5.');
  }
  return rate;
}
