import type { Inventory } from '../../inventory/inventory.ts';
import type { Unread } from '../../model/reading.ts';
import type { ConfigRecorder } from '../../model/resources/monitoring.ts';
import { defineCheck, fail, pass, unknown } from '../check.ts';
import { counted } from '../counted.ts';
import { dedented } from '../fix/dedented.ts';

/**
 * The recorder runs, records every type and delivers. IAM's global types need one region only, so a recorder may leave
 * them out where another of the account records them.
 * https://docs.aws.amazon.com/config/latest/developerguide/select-resources.html
 */
export const configRecorderAllRegions = defineCheck({
  id: 'config-recorder-all-regions',
  title: 'AWS Config records all resources in the region',
  practice: 1,
  severity: 'medium',
  resource: 'AWS::::Region',
  reads: [
    'config:DescribeConfigurationRecorders',
    'config:DescribeConfigurationRecorderStatus',
    'config:DescribeDeliveryChannels',
  ],
  changedBy: [
    'config:DeleteConfigurationRecorder',
    'config:StopConfigurationRecorder',
    'config:PutConfigurationRecorder',
    'config:DeleteDeliveryChannel',
  ],
  controls: [
    'cis-aws-1.4.0:3.5',
    'cis-aws-1.5.0:3.5',
    'cis-aws-2.0.0:3.5',
    'cis-aws-3.0.0:3.3',
    'cis-aws-4.0.0:3.3',
    'cis-aws-5.0.0:3.3',
    'cis-aws-6.0.0:4.3',
    'cis-aws-7.0.0:4.3',
    'aws-fsbp:Config.1',
    'nist-800-53-r5:CA-7',
    'nist-800-53-r5:CA-7(4)(c)',
    'nist-800-53-r5:CM-2(2)',
    'nist-800-53-r5:CM-8(1)',
    'nist-800-53-r5:CM-8(2)',
    'nist-800-53-r5:CM-8(3)(a)',
    'nist-800-53-r5:CM-8a',
    'nist-800-53-r5:CM-8a.1',
    'nist-800-53-r5:CM-8a.2',
    'nist-csf-2.0:ID.AM-02',
    'nist-csf-2.0:PR.PS-01',
    'nist-csf-2.0:DE.CM-09',
    'iso-27001-2022:A.5.9',
    'iso-27001-2022:A.8.9',
    'soc-2:CC7.1',
  ],
  equivalents: ['prowler:config_recorder_all_regions_enabled'],
  rationale:
    'Without a record of configurations nobody can tell what an intruder changed, nor what it was before.',
  remediation:
    'Start a configuration recorder for all resource types with a delivery channel in every region, global types in one.',
  fix: {
    cli: dedented(`
      # The role exists once an account. A region has one recorder, whose name stays where there is one. Let one region record global types
      aws iam create-service-linked-role --aws-service-name config.amazonaws.com
      aws configservice put-configuration-recorder --configuration-recorder '{"name":"default","roleARN":"arn:{partition}:iam::{account}:role/aws-service-role/config.amazonaws.com/AWSServiceRoleForConfig","recordingGroup":{"allSupported":true,"includeGlobalResourceTypes":<true-IN-ONE-REGION>}}' --region {region}
      aws configservice put-delivery-channel --delivery-channel '{"name":"default","s3BucketName":"<BUCKET>"}' --region {region}
      aws configservice start-configuration-recorder --configuration-recorder-name default --region {region}`),
    terraform: dedented(`
      # With a provider of {region}
      resource "aws_config_configuration_recorder" "this" {
        name     = "default"
        role_arn = "arn:{partition}:iam::{account}:role/aws-service-role/config.amazonaws.com/AWSServiceRoleForConfig"
        recording_group {
          all_supported = true
          # In one region of the account
          include_global_resource_types = true
        }
      }

      resource "aws_config_delivery_channel" "this" {
        name           = "default"
        s3_bucket_name = "<BUCKET>"
        depends_on     = [aws_config_configuration_recorder.this]
      }

      resource "aws_config_configuration_recorder_status" "this" {
        name       = aws_config_configuration_recorder.this.name
        is_enabled = true
        depends_on = [aws_config_delivery_channel.this]
      }`),
  },
  evaluate(region, { inventory }) {
    const { account, id } = region;
    const listed = inventory.all('AWS::Config::ConfigurationRecorder', { account, region: id });
    if (listed.status === 'unread') return unknown(listed);
    const judged = listed.value.map((recorder) => ({ recorder, ...judge(inventory, recorder) }));
    const good = judged.find((each) => each.faults.length + each.unread.length === 0);
    const evidence = { recorders: judged.map(({ recorder, faults }) => ({ recorder: recorder.id, faults })) };
    if (good) return pass(`Config recorder ${good.recorder.id} records everything in ${id}.`, evidence);
    const open = judged.filter((each) => each.faults.length === 0).flatMap((each) => each.unread);
    if (open.length > 0) return unknown(open, evidence);
    if (judged.length === 0) return fail(`AWS Config has no recorder in ${id}.`, evidence);
    const reasons = judged.map(({ recorder, faults }) => `${recorder.id} ${faults.join(' and ')}`).join('; ');
    return fail(`AWS Config does not record everything in ${id}: recorder ${reasons}.`, evidence);
  },
});

interface Judgement {
  readonly faults: readonly string[];
  readonly unread: readonly Unread[];
}

function judge(inventory: Inventory, recorder: ConfigRecorder): Judgement {
  const parts = [
    running(recorder),
    delivering(recorder),
    recordsTypes(recorder),
    globals(inventory, recorder),
  ];
  return { faults: parts.flatMap((each) => each.faults), unread: parts.flatMap((each) => each.unread) };
}

function needs(holds: boolean, fault: string): Judgement {
  return { faults: holds ? [] : [fault], unread: [] };
}

function running({ recorderStatus }: ConfigRecorder): Judgement {
  if (recorderStatus.status === 'unread') return { faults: [], unread: [recorderStatus] };
  if (!recorderStatus.value?.recording) return needs(false, 'is stopped');
  const { lastStatus, lastErrorMessage } = recorderStatus.value;
  return needs(lastStatus?.toLowerCase() !== 'failure', `fails (${lastErrorMessage ?? 'no reason given'})`);
}

function delivering({ deliveryChannelBuckets: buckets }: ConfigRecorder): Judgement {
  if (buckets.status === 'unread') return { faults: [], unread: [buckets] };
  return needs(buckets.value.length > 0, 'has no delivery channel');
}

const GLOBAL_TYPES = ['AWS::IAM::User', 'AWS::IAM::Group', 'AWS::IAM::Role', 'AWS::IAM::Policy'];

function recordsTypes(recorder: ConfigRecorder): Judgement {
  const excluded = recorder.excludedResourceTypes.filter((each) => !GLOBAL_TYPES.includes(each));
  if (recorder.recordingStrategy === 'EXCLUSION_BY_RESOURCE_TYPES') {
    return needs(excluded.length === 0, `leaves out ${excluded.join(', ')}`);
  }
  return needs(
    recorder.allSupported,
    `records ${counted(recorder.resourceTypes.length, 'resource type')} only`,
  );
}

function globals(inventory: Inventory, recorder: ConfigRecorder): Judgement {
  if (recordsGlobals(recorder) || recordsTypes(recorder).faults.length > 0) return { faults: [], unread: [] };
  const { account } = recorder;
  const accounts = inventory.derive('accounts whose global types are recorded', () => {
    const good = inventory.of('AWS::Config::ConfigurationRecorder').filter(recordsGlobals);
    return new Set(good.map((each) => each.account));
  });
  if (accounts.has(account)) return { faults: [], unread: [] };
  const gaps = inventory.gaps('AWS::Config::ConfigurationRecorder', { account });
  if (gaps.length > 0) return { faults: [], unread: gaps };
  return needs(false, 'leaves out the IAM types, which no region records');
}

/** A recorder of another region that may be stopped is its own region's finding. */
function recordsGlobals(recorder: ConfigRecorder): boolean {
  if (recorder.recordingStrategy === 'EXCLUSION_BY_RESOURCE_TYPES') {
    return !recorder.excludedResourceTypes.some((each) => GLOBAL_TYPES.includes(each));
  }
  if (recorder.allSupported) return recorder.includeGlobalResourceTypes;
  return GLOBAL_TYPES.every((each) => recorder.resourceTypes.includes(each));
}
