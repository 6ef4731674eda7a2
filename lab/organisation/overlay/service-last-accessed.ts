import { createHash } from 'node:crypto';

import type { GetAccountAuthorizationDetailsResponse } from '@aws-sdk/client-iam';

import { NEVER, type Use } from '../activity.ts';
import { globalRecord, type OverlayContext } from './context.ts';
import type { Members, OverlayRecord } from './overlay.ts';

type Principal = { readonly arn: string; readonly used: Use | typeof NEVER };

const reason = 'moto lacks the service last accessed details';

/** Every user and role of the account: which services it may use, and when it last did. */
export function serviceLastAccessed(
  context: OverlayContext,
  details: GetAccountAuthorizationDetailsResponse,
): OverlayRecord[] {
  const { account, name } = context;
  const usual: Use = { daysAgo: name === 'flawed' ? 3 : 1, region: 'us-east-1' };
  const principals: Principal[] = [
    ...(details.RoleDetailList ?? []).map(({ Arn = '', RoleName = '' }) => ({
      arn: Arn,
      used: account.activity.roles.get(RoleName) ?? usual,
    })),
    ...(details.UserDetailList ?? []).map(({ Arn = '', UserName = '' }) => ({
      arn: Arn,
      used: account.activity.passwords.get(UserName) ?? usual,
    })),
  ];
  return principals.flatMap((principal) => recordsOf(context, principal));
}

function recordsOf(context: OverlayContext, { arn, used }: Principal): OverlayRecord[] {
  const JobId = jobId(arn);
  const generate = { service: 'iam', operation: 'GenerateServiceLastAccessedDetails', reason };
  const services = context.account.activity.services.get(arn) ?? { s3: used, logs: used };
  const output = {
    JobStatus: 'COMPLETED',
    JobType: 'SERVICE_LEVEL',
    JobCreationDate: context.asOf,
    JobCompletionDate: context.asOf,
    IsTruncated: false,
    ServicesLastAccessed: Object.entries(services).map(([service, use]) =>
      access(context, arn, service, use),
    ),
  };
  return [
    ...[{}, { Granularity: 'SERVICE_LEVEL' }, { Granularity: 'ACTION_LEVEL' }].map((how) =>
      globalRecord(context, generate, { Arn: arn, ...how }, { JobId }),
    ),
    globalRecord(context, { ...generate, operation: 'GetServiceLastAccessedDetails' }, { JobId }, output),
  ];
}

function access({ daysAgo }: OverlayContext, arn: string, service: string, use: Use | typeof NEVER): Members {
  const named = { ServiceName: service, ServiceNamespace: service };
  if (use === NEVER) return { ...named, TotalAuthenticatedEntities: 0 };
  return {
    ...named,
    LastAuthenticated: daysAgo(use.daysAgo),
    LastAuthenticatedEntity: arn,
    LastAuthenticatedRegion: use.region ?? 'us-east-1',
    TotalAuthenticatedEntities: 1,
  };
}

/** AWS draws these at random; the lab's are the same in every build. */
function jobId(arn: string): string {
  const hex = createHash('sha256').update(arn).digest('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20, 32)].join(
    '-',
  );
}
