import type { AutoScalingGroup, LaunchTemplateSpecification } from '@aws-sdk/client-auto-scaling';
import type { LaunchTemplateVersion, LaunchTemplate as SdkLaunchTemplate } from '@aws-sdk/client-ec2';
import { read, type Unread, unread } from '../../../../model/reading.ts';
import type { LaunchTemplate } from '../../../../model/resources/ec2.ts';
import { defineCollector, type Listed, mapListed, type ServiceApi } from '../../collector.ts';
import { launchSettingsOf, withImageImdsSupport } from '../../launch-settings.ts';
import { tagsOf } from '../../mapping.ts';
import { listAutoScalingGroups } from '../auto-scaling.ts';

/** What services launch from is hidden unless asked for. */
const MANAGED = { IncludeManagedResources: true };

type Version = Extract<LaunchTemplate['versions'], { status: 'read' }>['value'][number];

/**
 * The default and latest versions of all templates come in one call; versions that an Auto Scaling group names by
 * number are asked for template by template, as the API wants it.
 * https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DescribeLaunchTemplateVersions.html
 */
const launchTemplates = defineCollector({
  type: 'AWS::EC2::LaunchTemplate',
  service: 'ec2',
  scope: 'regional',
  calls: [
    'ec2:DescribeLaunchTemplates',
    'ec2:DescribeLaunchTemplateVersions',
    'autoscaling:DescribeAutoScalingGroups',
    'ec2:DescribeImages',
  ],
  async collect(api) {
    const listed = await api.list<SdkLaunchTemplate>(
      'DescribeLaunchTemplates',
      { ...MANAGED, MaxResults: 200 },
      'LaunchTemplates',
    );
    if (listed.items.length === 0) return { resources: [], gap: listed.gap };
    const [versions, named] = await Promise.all([defaultAndLatest(api), versionsNamedByGroups(api)]);
    const more = await namedVersions(api, listed.items, versions.items, named);
    const raw = [...versions.items, ...more];
    const settings = await withImageImdsSupport(api, raw.map(toVersion));
    const found = settings.map((version, index) => ({ version, id: raw[index]?.LaunchTemplateId ?? '' }));
    const byTemplate = Map.groupBy(found, ({ id }) => id);
    return mapListed(listed, (template) =>
      toLaunchTemplate(
        api,
        template,
        (byTemplate.get(template.LaunchTemplateId ?? '') ?? []).map(({ version }) => version),
        versions.gap,
      ),
    );
  },
});

function toLaunchTemplate(
  api: ServiceApi,
  template: SdkLaunchTemplate,
  versions: readonly Version[],
  gap: Unread | null,
): LaunchTemplate {
  const id = template.LaunchTemplateId ?? '';
  const { DefaultVersionNumber = 0, LatestVersionNumber = 0, LaunchTemplateName: name } = template;
  const byNumber = new Map(versions.map((version) => [version.versionNumber, version]));
  // A gap costs only the templates of the pages that are missing.
  const isWhole = byNumber.has(DefaultVersionNumber) && byNumber.has(LatestVersionNumber);
  const why = `NotListed: the default or latest version of ${id} is not among the answers`;
  return {
    type: 'AWS::EC2::LaunchTemplate',
    account: api.account,
    region: api.region,
    arn: api.arn('ec2', `launch-template/${id}`),
    id,
    ...(name ? { name } : {}),
    tags: tagsOf(template.Tags),
    defaultVersionNumber: DefaultVersionNumber,
    latestVersionNumber: LatestVersionNumber,
    versions: isWhole
      ? read([...byNumber.values()])
      : (gap ?? unread('ec2:DescribeLaunchTemplateVersions', why)),
  };
}

/** What groups name beside default and latest. Each alone: a call fails as a whole when one version was deleted. */
async function namedVersions(
  api: ServiceApi,
  templates: readonly SdkLaunchTemplate[],
  known: readonly LaunchTemplateVersion[],
  named: NamedVersions,
): Promise<readonly LaunchTemplateVersion[]> {
  const has = new Set(known.map((version) => `${version.LaunchTemplateId} ${version.VersionNumber}`));
  const wanted = templates.flatMap(({ LaunchTemplateId = '', LaunchTemplateName = '' }) =>
    [...new Set([...(named.get(LaunchTemplateId) ?? []), ...(named.get(LaunchTemplateName) ?? [])])]
      .filter((version) => !has.has(`${LaunchTemplateId} ${version}`))
      .map((version) => ({ LaunchTemplateId, Versions: [version], ...MANAGED })),
  );
  const found = await api.each(wanted, (input) =>
    api.list<LaunchTemplateVersion>('DescribeLaunchTemplateVersions', input, 'LaunchTemplateVersions'),
  );
  return found.flatMap((each) => each.items);
}

function defaultAndLatest(api: ServiceApi): Promise<Listed<LaunchTemplateVersion>> {
  const input = { Versions: ['$Default', '$Latest'], ...MANAGED, MaxResults: 200 };
  return api.list('DescribeLaunchTemplateVersions', input, 'LaunchTemplateVersions');
}

/** Version numbers by a template's id or name, whichever the groups use. */
type NamedVersions = ReadonlyMap<string, readonly string[]>;

/** When the groups can't be listed, their listing says so: checks know then that versions may be missing here. */
async function versionsNamedByGroups(api: ServiceApi): Promise<NamedVersions> {
  const groups = await listAutoScalingGroups(api);
  const named = new Map<string, string[]>();
  for (const { LaunchTemplateId, LaunchTemplateName, Version } of groups.items.flatMap(templatesOf)) {
    const template = LaunchTemplateId ?? LaunchTemplateName;
    if (template && Version && /^\d+$/.test(Version)) {
      named.set(template, [...(named.get(template) ?? []), Version]);
    }
  }
  return named;
}

function templatesOf(group: AutoScalingGroup): LaunchTemplateSpecification[] {
  const mixed = group.MixedInstancesPolicy?.LaunchTemplate;
  return [
    group.LaunchTemplate,
    mixed?.LaunchTemplateSpecification,
    ...(mixed?.Overrides ?? []).map((override) => override.LaunchTemplateSpecification),
  ].filter((each) => each !== undefined);
}

function toVersion(version: LaunchTemplateVersion): Version {
  return {
    versionNumber: version.VersionNumber ?? 0,
    ...launchSettingsOf(version.LaunchTemplateData ?? {}),
  };
}

export const collectors = [launchTemplates];
