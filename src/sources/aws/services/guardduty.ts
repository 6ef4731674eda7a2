import type { GetDetectorCommandOutput } from '@aws-sdk/client-guardduty';
import { mapReading } from '../../../model/reading.ts';
import type { Detector } from '../../../model/resources/monitoring.ts';
import { defineCollector, eachListed, type ServiceApi } from '../collector.ts';

/** AWS keeps one detector a region at most; whether it runs is told by the detector alone. */
const detectors = defineCollector({
  type: 'AWS::GuardDuty::Detector',
  service: 'guardduty',
  scope: 'regional',
  calls: ['guardduty:ListDetectors', 'guardduty:GetDetector'],
  async collect(api) {
    const listed = await api.list<string>('ListDetectors', { MaxResults: 50 }, 'DetectorIds');
    return eachListed(api, listed, (id) => toDetector(api, id));
  },
});

async function toDetector(api: ServiceApi, id: string): Promise<Detector> {
  const answer = await api.read<GetDetectorCommandOutput>('GetDetector', { DetectorId: id });
  return {
    type: 'AWS::GuardDuty::Detector',
    account: api.account,
    region: api.region,
    arn: api.arn('guardduty', `detector/${id}`),
    id,
    detail: mapReading(answer, (output) => ({
      status: output.Status === 'ENABLED' ? 'ENABLED' : 'DISABLED',
      findingPublishingFrequency: output.FindingPublishingFrequency ?? null,
      features: Object.fromEntries(
        (output.Features ?? []).map(({ Name = '', Status = '' }) => [Name, Status]),
      ),
    })),
  };
}

export const collectors = [detectors];
