import { labRegions } from '../accounts.ts';
import type { LabAccount } from '../lab-account.ts';

/** What every well-kept account runs in every region: Config, GuardDuty, Security Hub (Access Analyzer: overlay). */
export async function enableDetection(account: LabAccount, deliveryBucket: string): Promise<void> {
  await account.home.iam.createServiceLinkedRole({ AWSServiceName: 'config.amazonaws.com' });
  for (const name of labRegions) {
    const region = account.region(name);
    await region.config.putConfigurationRecorder({
      ConfigurationRecorder: {
        name: 'default',
        roleARN: account.arn('iam', 'role/aws-service-role/config.amazonaws.com/AWSServiceRoleForConfig'),
        recordingGroup: { allSupported: true, includeGlobalResourceTypes: true },
      },
    });
    await region.config.putDeliveryChannel({
      DeliveryChannel: { name: 'default', s3BucketName: deliveryBucket },
    });
    await region.config.startConfigurationRecorder({ ConfigurationRecorderName: 'default' });
    await region.guardDuty.createDetector({ Enable: true, FindingPublishingFrequency: 'FIFTEEN_MINUTES' });
    await region.securityHub.enableSecurityHub({ EnableDefaultStandards: true });
  }
}
