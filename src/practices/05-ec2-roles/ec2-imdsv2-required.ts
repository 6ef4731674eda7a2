import type { Inventory } from '../../inventory/inventory.ts';
import { launchTemplateUses, type UsedVersion } from '../../inventory/launch-template-uses.ts';
import { type MetadataAtLaunch, metadataAtLaunch } from '../../inventory/metadata-at-launch.ts';
import { unread, unreadAmong } from '../../model/reading.ts';
import type { Instance, LaunchTemplate } from '../../model/resources/ec2.ts';
import { defineCheck, fail, notApplicable, type Outcome, pass, unknown } from '../check.ts';
import { dedented } from '../fix/dedented.ts';
import { launchTemplateFix } from '../fix/launch-template-fix.ts';

const COMMON = {
  practice: 5,
  severity: 'high',
  rationale:
    "IMDSv1 hands the credentials of the instance's role to any request that reaches it: a web application that can be made to fetch an address (SSRF) gives them away. IMDSv2 asks for a session token first.",
} as const;

const DECIDERS: Readonly<Record<MetadataAtLaunch['decidedBy'], string>> = {
  'launch settings': 'its own settings say so',
  account: "the account's default says so",
  image: 'its image asks for it',
  default: "nothing says otherwise than EC2's own default",
};

const LAUNCH_CALLS = [
  'ec2:GetInstanceMetadataDefaults',
  'ec2:DescribeImages',
  'autoscaling:DescribeAutoScalingGroups',
];

/** Running instances, and what launches the next ones. */
export const ec2Imdsv2Required = [
  defineCheck({
    ...COMMON,
    id: 'ec2-imdsv2-required',
    title: 'EC2 instances answer metadata requests with a token only (IMDSv2)',
    resource: 'AWS::EC2::Instance',
    reads: ['ec2:DescribeInstances'],
    changedBy: ['ec2:RunInstances', 'ec2:ModifyInstanceMetadataOptions'],
    controls: [
      'cis-aws-2.0.0:5.6',
      'cis-aws-3.0.0:5.6',
      'cis-aws-4.0.0:5.7',
      'cis-aws-5.0.0:5.7',
      'cis-aws-6.0.0:6.7',
      'cis-aws-7.0.0:6.7',
      'aws-fsbp:EC2.8',
      'nist-800-53-r5:CM-6',
      'nist-csf-2.0:PR.PS-01',
      'pci-dss-4.0:2.2.6',
      'iso-27001-2022:A.8.9',
    ],
    equivalents: ['prowler:ec2_instance_imdsv2_enabled', 'config:ec2-imdsv2-check'],
    remediation:
      'Set HttpTokens to required with ModifyInstanceMetadataOptions, once the metric MetadataNoToken shows that nothing uses IMDSv1.',
    fix: {
      cli: dedented(`
        # Once the metric MetadataNoToken of the instance has stayed at zero: what asks without a token loses its credentials
        aws ec2 modify-instance-metadata-options --instance-id {id} --http-tokens required --region {region}`),
      terraform: dedented(`
        # Instance {id}
        resource "aws_instance" "this" {
          metadata_options {
            http_tokens = "required"
          }
          # Its other arguments stay as they are.
        }`),
    },
    evaluate: judgeInstance,
  }),
  defineCheck({
    ...COMMON,
    id: 'ec2-imdsv2-required-launch-template',
    title: 'Launch templates in use launch instances with IMDSv2 only',
    resource: 'AWS::EC2::LaunchTemplate',
    reads: [
      'ec2:DescribeLaunchTemplates',
      'ec2:DescribeLaunchTemplateVersions',
      'ec2:DescribeInstances',
      ...LAUNCH_CALLS,
    ],
    changedBy: [
      'ec2:CreateLaunchTemplate',
      'ec2:CreateLaunchTemplateVersion',
      'ec2:ModifyLaunchTemplate',
      'ec2:ModifyInstanceMetadataDefaults',
      'autoscaling:CreateAutoScalingGroup',
      'autoscaling:UpdateAutoScalingGroup',
    ],
    controls: ['nist-800-53-r5:CM-6', 'nist-csf-2.0:PR.PS-01', 'pci-dss-4.0:2.2.6', 'iso-27001-2022:A.8.9'],
    equivalents: ['prowler:ec2_launch_template_imdsv2_required', 'config:ec2-launch-template-imdsv2-check'],
    remediation:
      'Make a version with MetadataOptions HttpTokens required, and have the groups that use the template launch it.',
    fix: {
      cli: dedented(`
        # A new version for each that is used. A group that names its version by number must be given the new one
        aws ec2 create-launch-template-version --launch-template-id {id} --source-version {evidence.versions[].versionNumber} --launch-template-data '{"MetadataOptions":{"HttpTokens":"required"}}' --region {region}
        aws ec2 modify-launch-template --launch-template-id {id} --default-version <NEW-VERSION> --region {region}`),
      terraform: dedented(`
        # Launch template {id}
        resource "aws_launch_template" "this" {
          update_default_version = true
          metadata_options {
            http_tokens = "required"
          }
          # Its other arguments stay as they are.
        }`),
    },
    evaluate: (template, { inventory }) => judgeTemplate(template, inventory),
  }),
  defineCheck({
    ...COMMON,
    id: 'ec2-imdsv2-required-launch-configuration',
    title: 'Launch configurations launch instances with IMDSv2 only',
    resource: 'AWS::AutoScaling::LaunchConfiguration',
    reads: [
      'autoscaling:DescribeLaunchConfigurations',
      'ec2:GetInstanceMetadataDefaults',
      'ec2:DescribeImages',
    ],
    changedBy: ['autoscaling:CreateLaunchConfiguration', 'ec2:ModifyInstanceMetadataDefaults'],
    controls: [
      'aws-fsbp:AutoScaling.3',
      'nist-800-53-r5:CM-6',
      'nist-csf-2.0:PR.PS-01',
      'pci-dss-4.0:2.2.6',
      'iso-27001-2022:A.8.9',
    ],
    equivalents: [
      'prowler:autoscaling_group_launch_configuration_requires_imdsv2',
      'config:autoscaling-launchconfig-requires-imdsv2',
    ],
    remediation: 'Replace the launch configuration by a launch template that sets HttpTokens to required.',
    fix: launchTemplateFix({
      configuration: '{id}',
      group: '<GROUP-NAME>',
      difference: 'and requires HttpTokens in MetadataOptions',
    }),
    evaluate(configuration, { inventory }) {
      const { account, region, id, settings } = configuration;
      const launched = metadataAtLaunch(inventory, { account, region }, settings);
      const evidence = { metadataOptions: { ...settings.metadataOptions }, imageId: settings.imageId };
      if (launched.status === 'unread') return unknown(launched, evidence);
      const { answersWithoutToken, decidedBy } = launched.value;
      return answersWithoutToken
        ? fail(`${id} launches instances that answer without a token: ${DECIDERS[decidedBy]}.`, {
            ...evidence,
            decidedBy,
          })
        : pass(`${id} launches instances that ask for a token or have no metadata: ${DECIDERS[decidedBy]}.`, {
            ...evidence,
            decidedBy,
          });
    },
  }),
];

function judgeInstance({ id, metadataOptions }: Instance): Outcome {
  if (!metadataOptions) {
    return unknown(unread('ec2:DescribeInstances', `MissingField: ${id} came without metadata options`));
  }
  const evidence = { metadataOptions: { ...metadataOptions } };
  if (metadataOptions.httpEndpoint === 'disabled')
    return pass(`${id} has its metadata turned off.`, evidence);
  return metadataOptions.httpTokens === 'required'
    ? pass(`${id} asks for a session token.`, evidence)
    : fail(`${id} answers metadata requests without a session token (IMDSv1).`, evidence);
}

/** A template that nothing uses launches nothing: it does not concern the check. */
function judgeTemplate(template: LaunchTemplate, inventory: Inventory): Outcome {
  const { versions, missing } = launchTemplateUses(inventory, template);
  const judged = versions.map((version) => ({
    ...version,
    launched: launchedBy(version, template, inventory),
  }));
  const evidence = {
    versions: judged.map(({ versionNumber, usedBy, launched }) => ({
      versionNumber,
      usedBy,
      ...(launched.status === 'read' ? { ...launched.value } : {}),
    })),
  };
  const name = template.name ?? template.id;
  const open = judged.find(
    ({ launched }) => launched.status === 'read' && launched.value.answersWithoutToken,
  );
  if (open) {
    const { versionNumber, usedBy } = open;
    const summary = `Version ${versionNumber} of ${name}, used by ${usedBy.join(', ')}, launches instances that answer without a token.`;
    return fail(summary, evidence);
  }
  const unreadOnes = unreadAmong([...judged.map(({ launched }) => launched), ...missing]);
  if (unreadOnes.length > 0) return unknown(unreadOnes, evidence);
  if (judged.length === 0) return notApplicable();
  return pass(`${name} launches instances that ask for a token or have no metadata.`, evidence);
}

function launchedBy({ settings }: UsedVersion, { account, region }: LaunchTemplate, inventory: Inventory) {
  if (settings.status === 'unread') return settings;
  return metadataAtLaunch(inventory, { account, region }, settings.value);
}
