import { CATALOGUE } from '../catalogue/catalogue.ts';

/**
 * Actions that AWS may have asked for within calls that were made, and of which there is then no event: those that give
 * tags to what a call makes, of the same service, and what a template asks for that a request only names.
 * @param used the actions of the calls.
 */
export function askedWithin(used: readonly string[]): readonly string[] {
  const changed = used.filter((action) => isChange(action));
  const services = new Set(changed.map((action) => action.slice(0, action.indexOf(':'))));
  const templates = TEMPLATES.filter(({ calls }) => changed.some((action) => calls.includes(action)));
  return [...[...services].flatMap(taggingActions), ...templates.flatMap(({ asks }) => asks)];
}

/** It makes or changes something. */
export function isChange(action: string): boolean {
  const level = CATALOGUE.action(action)?.accessLevel;
  return level === 'Write' || level === 'Permissions management';
}

const TAGGING = new Map<string, readonly string[]>();

function taggingActions(service: string): readonly string[] {
  const known = TAGGING.get(service) ?? taggingOf(service);
  TAGGING.set(service, known);
  return known;
}

/** Creation takes none away. */
const TAKES_AWAY = /^(Un|Remove|Delete)/;

function taggingOf(service: string): readonly string[] {
  return (CATALOGUE.service(service)?.actions ?? [])
    .filter(({ name, accessLevel }) => accessLevel === 'Tagging' && !TAKES_AWAY.test(name))
    .map(({ name }) => `${service}:${name}`);
}

interface TemplateUse {
  readonly calls: readonly string[];
  readonly asks: readonly string[];
  readonly docs: string;
}

const TEMPLATES: readonly TemplateUse[] = [
  {
    calls: [
      'autoscaling:CreateAutoScalingGroup',
      'autoscaling:UpdateAutoScalingGroup',
      'autoscaling:StartInstanceRefresh',
    ],
    asks: ['ec2:RunInstances', 'ec2:CreateTags'],
    docs: 'https://docs.aws.amazon.com/autoscaling/ec2/userguide/ec2-auto-scaling-launch-template-permissions.html',
  },
  {
    calls: ['ec2:CreateFleet', 'ec2:ModifyFleet', 'ec2:RequestSpotFleet', 'ec2:ModifySpotFleetRequest'],
    asks: ['ec2:RunInstances', 'ec2:CreateTags'],
    docs: 'https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/ec2-fleet-prerequisites.html',
  },
];
