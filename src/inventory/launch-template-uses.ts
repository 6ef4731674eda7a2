import type { Reading } from '../model/reading.ts';
import type { AutoScalingGroup, LaunchTemplateRef } from '../model/resources/auto-scaling.ts';
import type { Instance, LaunchSettings, LaunchTemplate } from '../model/resources/ec2.ts';
import type { Inventory } from './inventory.ts';
import { settingsOfVersion, versionNumberOf } from './launch-template-version.ts';

/** A version of a template that something will launch. */
export interface UsedVersion {
  readonly versionNumber: number;
  /** Auto Scaling groups and instances, the first few. */
  readonly usedBy: readonly string[];
  readonly settings: Reading<LaunchSettings>;
}

export interface LaunchTemplateUses {
  readonly versions: readonly UsedVersion[];
  /** Listings that could show further uses. */
  readonly missing: readonly Reading<unknown>[];
}

/** A group may have thousands of instances. */
const SHOWN_USERS = 5;

/**
 * The versions of a template in use: those that Auto Scaling groups name, and its default where an instance outside
 * any group was launched from it (AWS's own tag says so), since whoever launches the next one gets that.
 * https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/launch-templates.html
 */
export function launchTemplateUses(inventory: Inventory, template: LaunchTemplate): LaunchTemplateUses {
  const uses = inventory.derive(launchTemplateUses, () => index(inventory));
  const { account, region } = template;
  const found = [template.id, ...(template.name ? [`name ${template.name}`] : [])].flatMap(
    (key) => uses.get(`${account} ${region} ${key}`) ?? [],
  );
  const byVersion = Map.groupBy(found, (use) => versionNumberOf(template, use.version));
  return {
    versions: [...byVersion].map(([versionNumber, users]) => ({
      versionNumber,
      usedBy: [...new Set(users.map((use) => use.user))].slice(0, SHOWN_USERS),
      settings: settingsOfVersion(template, versionNumber),
    })),
    missing: [
      ...inventory.gaps('AWS::AutoScaling::AutoScalingGroup', { account, region }),
      ...inventory.gaps('AWS::EC2::Instance', { account, region }),
    ],
  };
}

interface Use {
  /** As written; null: the default. */
  readonly version: string | null;
  readonly user: string;
}

function index(inventory: Inventory): ReadonlyMap<string, readonly Use[]> {
  const uses = new Map<string, Use[]>();
  for (const group of inventory.of('AWS::AutoScaling::AutoScalingGroup')) {
    for (const ref of templatesOf(group))
      add(uses, keyOf(group, ref), { version: ref.version, user: group.id });
  }
  for (const instance of inventory.of('AWS::EC2::Instance')) {
    const template = templateOf(instance);
    if (template) {
      add(uses, `${instance.account} ${instance.region} ${template}`, { version: null, user: instance.id });
    }
  }
  return uses;
}

function templatesOf({ launchTemplate, mixedInstancesPolicy: mixed }: AutoScalingGroup): LaunchTemplateRef[] {
  const overrides = (mixed?.overrides ?? []).map((override) => override.launchTemplate);
  return [launchTemplate, mixed?.launchTemplate ?? null, ...overrides].filter((ref) => ref !== null);
}

/** Instances of a group are the group's, which launches what it names. */
function templateOf({ tags = {} }: Instance): string | undefined {
  return tags['aws:autoscaling:groupName'] === undefined ? tags['aws:ec2launchtemplate:id'] : undefined;
}

function keyOf({ account, region }: AutoScalingGroup, ref: LaunchTemplateRef): string {
  return `${account} ${region} ${ref.launchTemplateId ?? `name ${ref.launchTemplateName}`}`;
}

function add(uses: Map<string, Use[]>, key: string, use: Use): void {
  const known = uses.get(key);
  if (known) known.push(use);
  else uses.set(key, [use]);
}
