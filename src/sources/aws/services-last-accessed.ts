import type {
  GenerateServiceLastAccessedDetailsResponse,
  GetServiceLastAccessedDetailsResponse,
  ServiceLastAccessed as SdkService,
} from '@aws-sdk/client-iam';
import { mapReading, type Reading, read, type Unread, unread } from '../../model/reading.ts';
import type { ServiceLastAccessed } from '../../model/resources/iam.ts';
import type { ServiceApi } from './collector.ts';
import { FULL_PAGE, paged } from './iam-resource.ts';
import { isoTime } from './mapping.ts';
import { pause, untilReady } from './polling.ts';

const GET = 'GetServiceLastAccessedDetails';

export const SERVICES_LAST_ACCESSED_CALLS = ['iam:GenerateServiceLastAccessedDetails', `iam:${GET}`] as const;

/** Seconds; an answer asked for at once is never there, and would cost one of IAM's few requests. */
const JOB_TIME = 1;

/**
 * Access advisor. AWS answers for one principal at a time, by a job: two calls at least. Nothing batches it, and the
 * credential report does not know services. It is therefore left out where no chosen check reads it.
 * https://docs.aws.amazon.com/IAM/latest/APIReference/API_GenerateServiceLastAccessedDetails.html
 */
export async function servicesLastAccessed(
  api: ServiceApi,
  arn: string,
): Promise<Reading<readonly ServiceLastAccessed[]>> {
  if (!api.wants(`iam:${GET}`)) return notAsked('no chosen check reads it');
  const job = await api.read<GenerateServiceLastAccessedDetailsResponse>(
    'GenerateServiceLastAccessedDetails',
    {
      Arn: arn,
      Granularity: 'SERVICE_LEVEL',
    },
  );
  if (job.status === 'unread') return job;
  await pause(JOB_TIME);
  return report(api, { JobId: job.value.JobId ?? '', ...FULL_PAGE });
}

export function notAsked(why: string): Unread {
  return unread(`iam:${GET}`, `NotAsked: ${why}`);
}

async function report(
  api: ServiceApi,
  input: Readonly<Record<string, unknown>>,
): Promise<Reading<readonly ServiceLastAccessed[]>> {
  const first = await untilReady(`iam:${GET}`, () => finished(api, input));
  if (first.status === 'unread') return first;
  const { ServicesLastAccessed = [], Marker } = first.value;
  if (!Marker) return read(ServicesLastAccessed.map(toService));
  const rest = await api.list<SdkService>(GET, { ...input, Marker }, paged('ServicesLastAccessed'));
  return rest.gap ?? read([...ServicesLastAccessed, ...rest.items].map(toService));
}

/** Null while the job runs. */
async function finished(
  api: ServiceApi,
  input: Readonly<Record<string, unknown>>,
): Promise<Reading<GetServiceLastAccessedDetailsResponse | null>> {
  const answer = await api.read<GetServiceLastAccessedDetailsResponse>(GET, input);
  if (answer.status === 'unread' || answer.value.JobStatus === 'COMPLETED') return answer;
  if (answer.value.JobStatus === 'IN_PROGRESS') return mapReading(answer, () => null);
  const { Code = 'JobFailed', Message = 'AWS could not make the report' } = answer.value.Error ?? {};
  return unread(`iam:${GET}`, `${Code}: ${Message}`);
}

function toService(service: SdkService): ServiceLastAccessed {
  return {
    serviceNamespace: service.ServiceNamespace ?? '',
    lastAuthenticated: isoTime(service.LastAuthenticated),
  };
}
