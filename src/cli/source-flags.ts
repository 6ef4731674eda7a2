import { type Command, InvalidArgumentError } from 'commander';
import type { SourceOptions } from '../app/snapshot-source.ts';

/** What commander gives for the flags below. */
export interface SourceFlags {
  readonly profile?: string;
  readonly roleArn: readonly string[];
  readonly externalId?: string;
  readonly region: readonly string[];
  readonly excludeRegion: readonly string[];
  readonly snapshot?: string;
  readonly awsJson?: string;
  readonly recording?: string;
  readonly record?: string;
  readonly asOf?: string;
  readonly objectAclSample?: number;
  readonly rate?: number;
  readonly quiet?: boolean;
}

/** The flags that say where the facts come from, the same for every command that needs a snapshot. */
export function addSourceFlags(command: Command): Command {
  return command
    .option('--profile <NAME>', 'profile of the shared AWS config files (else the standard credential chain)')
    .option('--role-arn <ARN>', 'role to assume; repeat it to read several accounts', collectArn, [])
    .option('--external-id <ID>', 'external id that the roles ask for')
    .option('--region <NAME>', 'read this region only; repeatable', collectRegion, [])
    .option('--exclude-region <NAME>', 'leave this region out; repeatable', collectRegion, [])
    .option('--snapshot <FILE>', 'read a snapshot made by `rampart collect` instead of AWS')
    .option('--aws-json <DIR>', 'read a folder of `aws … --output json` files instead of AWS')
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
    .option('--quiet', 'no progress on standard error');
}

export function sourceOptions(flags: SourceFlags): SourceOptions {
  const { profile, externalId, snapshot, awsJson, recording, record, asOf, rate } = flags;
  return {
    roleArns: flags.roleArn,
    regions: flags.region,
    excludedRegions: flags.excludeRegion,
    ...(profile === undefined ? {} : { profile }),
    ...(externalId === undefined ? {} : { externalId }),
    ...(snapshot === undefined ? {} : { snapshot }),
    ...(awsJson === undefined ? {} : { awsJson }),
    ...(recording === undefined ? {} : { recording }),
    ...(record === undefined ? {} : { record }),
    ...(asOf === undefined ? {} : { asOf }),
    ...(rate === undefined ? {} : { rateFactor: rate }),
    ...(flags.objectAclSample === undefined ? {} : { objectAclSampleSize: flags.objectAclSample }),
  };
}

function collectArn(value: string, previous: readonly string[]): readonly string[] {
  if (!/^arn:[\w-]+:iam::\d{12}:role\/.+$/.test(value)) {
    throw new InvalidArgumentError('expected the ARN of a role, arn:aws:iam::111122223333:role/name.');
  }
  return [...previous, value];
}

function collectRegion(value: string, previous: readonly string[]): readonly string[] {
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

function asTime(value: string): string {
  const time = Date.parse(value);
  if (!/^\d{4}-\d\d-\d\d/.test(value) || Number.isNaN(time)) {
    throw new InvalidArgumentError('expected a time in ISO 8601, 2026-11-01T00:00:00Z.');
  }
  return new Date(time).toISOString();
}
