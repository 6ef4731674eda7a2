import { type Reading, read, unread } from '../model/reading.ts';
import type { AutoScalingGroup, LaunchTemplateRef } from '../model/resources/auto-scaling.ts';
import type { LaunchSettings, LaunchTemplate } from '../model/resources/ec2.ts';
import type { Inventory } from './inventory.ts';
import { settingsOfVersion, versionNumberOf } from './launch-template-version.ts';

/** Something a group launches its instances from. */
export interface LaunchSource {
  readonly kind: 'launch-configuration' | 'launch-template';
  /** `launch configuration web-2023`, `version 3 of launch template web`. */
  readonly label: string;
  readonly settings: Reading<LaunchSettings>;
}

/**
 * Everything a group may launch from: its launch configuration, its template, or a mixed instances policy's template
 * with those of the overrides.
 * https://docs.aws.amazon.com/autoscaling/ec2/userguide/ec2-auto-scaling-mixed-instances-groups.html
 */
export function launchedBy(inventory: Inventory, group: AutoScalingGroup): readonly LaunchSource[] {
  const mixed = group.mixedInstancesPolicy;
  const overrides = (mixed?.overrides ?? []).flatMap((override) => override.launchTemplate ?? []);
  const refs = [group.launchTemplate ?? [], mixed?.launchTemplate ?? [], overrides].flat();
  const distinct = new Map(refs.map((ref) => [JSON.stringify(ref), ref]));
  const sources = [
    ...(group.launchConfigurationName ? [fromConfiguration(inventory, group)] : []),
    ...[...distinct.values()].map((ref) => fromTemplate(inventory, group, ref)),
  ];
  return sources.length > 0 ? sources : [notNamed(group)];
}

/** AWS lets no group be without: an answer that names nothing is no answer. */
function notNamed({ id }: AutoScalingGroup): LaunchSource {
  const why = `MissingField: ${id} names neither a launch template nor a launch configuration`;
  const settings = unread('autoscaling:DescribeAutoScalingGroups', why);
  return { kind: 'launch-template', label: 'nothing', settings };
}

function fromConfiguration(inventory: Inventory, group: AutoScalingGroup): LaunchSource {
  const { account, region, launchConfigurationName: name } = group;
  const found = inventory.byId('AWS::AutoScaling::LaunchConfiguration', name ?? '', { account, region });
  const missing = unread(
    'autoscaling:DescribeLaunchConfigurations',
    `NotFound: launch configuration ${name} of ${group.id} is not among the answers`,
  );
  const settings = found.status === 'unread' ? found : found.value ? read(found.value.settings) : missing;
  return { kind: 'launch-configuration', label: `launch configuration ${name}`, settings };
}

function fromTemplate(inventory: Inventory, group: AutoScalingGroup, ref: LaunchTemplateRef): LaunchSource {
  const template = templateOf(inventory, group, ref);
  const asked = ref.version ?? '$Default';
  if (template.status === 'unread') {
    const name = ref.launchTemplateName ?? ref.launchTemplateId;
    return {
      kind: 'launch-template',
      label: `version ${asked} of launch template ${name}`,
      settings: template,
    };
  }
  const versionNumber = versionNumberOf(template.value, asked);
  const name = template.value.name ?? template.value.id;
  return {
    kind: 'launch-template',
    label: `version ${versionNumber} of launch template ${name}`,
    settings: settingsOfVersion(template.value, versionNumber),
  };
}

/** A template that a group names is there, or the group could not launch: not finding it is a gap. */
function templateOf(
  inventory: Inventory,
  { account, region, id }: AutoScalingGroup,
  ref: LaunchTemplateRef,
): Reading<LaunchTemplate> {
  const key = ref.launchTemplateId ?? `name ${ref.launchTemplateName}`;
  const found = inventory
    .derive(templateOf, () => indexTemplates(inventory))
    .get(`${account} ${region} ${key}`);
  if (found) return read(found);
  const gap = inventory.gaps('AWS::EC2::LaunchTemplate', { account, region })[0];
  const why = `NotFound: launch template ${ref.launchTemplateId ?? ref.launchTemplateName} of ${id} is not among the answers`;
  return gap ?? unread('ec2:DescribeLaunchTemplates', why);
}

function indexTemplates(inventory: Inventory): ReadonlyMap<string, LaunchTemplate> {
  return new Map(
    inventory.of('AWS::EC2::LaunchTemplate').flatMap((template) => {
      const place = `${template.account} ${template.region}`;
      const byName = template.name ? [[`${place} name ${template.name}`, template] as const] : [];
      return [[`${place} ${template.id}`, template] as const, ...byName];
    }),
  );
}
