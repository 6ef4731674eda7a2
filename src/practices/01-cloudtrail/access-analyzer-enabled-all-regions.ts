import type { Inventory } from '../../inventory/inventory.ts';
import { type Unread, unread, unreadAmong } from '../../model/reading.ts';
import type { Analyzer } from '../../model/resources/monitoring.ts';
import { defineCheck, fail, pass, unknown } from '../check.ts';
import { dedented } from '../fix/dedented.ts';

/**
 * Analyzers of external access. An organisation's analyzer lives in its management account or a delegated
 * administrator and watches all members, who cannot see it.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-create-external.html
 */
export const accessAnalyzerEnabledAllRegions = defineCheck({
  id: 'access-analyzer-enabled-all-regions',
  title: 'IAM Access Analyzer watches external access in the region',
  practice: 1,
  severity: 'medium',
  resource: 'AWS::::Region',
  reads: [
    'access-analyzer:ListAnalyzers',
    'organizations:DescribeOrganization',
    'organizations:ListRoots',
    'organizations:ListOrganizationalUnitsForParent',
    'organizations:ListAccountsForParent',
  ],
  changedBy: ['access-analyzer:DeleteAnalyzer'],
  controls: [
    'cis-aws-1.4.0:1.20',
    'cis-aws-1.5.0:1.20',
    'cis-aws-2.0.0:1.20',
    'cis-aws-3.0.0:1.20',
    'cis-aws-4.0.0:1.20',
    'cis-aws-5.0.0:1.19',
    'cis-aws-6.0.0:2.19',
    'cis-aws-7.0.0:2.18',
  ],
  equivalents: ['prowler:accessanalyzer_enabled'],
  rationale: 'Access that a policy gives to strangers goes unnoticed until somebody uses it.',
  remediation:
    'Create an analyzer of external access in every region, best with the organisation as zone of trust.',
  fix: {
    cli: dedented(`
      # In the management account or its delegated administrator take --type ORGANIZATION
      aws accessanalyzer create-analyzer --analyzer-name external-access --type ACCOUNT --region {region}`),
    terraform: dedented(`
      # With a provider of {region}; in the management account or its delegated administrator take the type ORGANIZATION
      resource "aws_accessanalyzer_analyzer" "this" {
        analyzer_name = "external-access"
        type          = "ACCOUNT"
      }`),
  },
  evaluate(region, { inventory }) {
    const { account, id } = region;
    const active = analyzersByRegion(inventory).get(id) ?? [];
    const own = active.find((each) => each.account === account);
    if (own) return pass(`Analyzer ${own.id} watches ${id}.`, { analyzer: own.arn });
    const ownGaps = inventory.gaps('AWS::AccessAnalyzer::Analyzer', { account, region: id });
    const organisation = organisationAnalyzer(inventory, account, id, active);
    if (organisation.found) {
      const { found } = organisation;
      return pass(`Organisation analyzer ${found.id} watches ${id}.`, { analyzer: found.arn });
    }
    const missing = [...ownGaps, ...organisation.unread];
    if (missing.length > 0) return unknown(missing);
    return fail(`No analyzer of external access watches ${id}.`, { analyzer: null });
  },
});

function analyzersByRegion(inventory: Inventory): ReadonlyMap<string, readonly Analyzer[]> {
  return inventory.derive('active external access analyzers by region', () => {
    const active = inventory
      .of('AWS::AccessAnalyzer::Analyzer')
      .filter(
        ({ status, analyzerType }) =>
          status === 'ACTIVE' && (analyzerType === 'ACCOUNT' || analyzerType === 'ORGANIZATION'),
      );
    return Map.groupBy(active, (each) => each.region);
  });
}

interface OrganisationAnalyzer {
  readonly found: Analyzer | null;
  readonly unread: readonly Unread[];
}

function organisationAnalyzer(
  inventory: Inventory,
  account: string,
  region: string,
  active: readonly Analyzer[],
): OrganisationAnalyzer {
  const membership = inventory.one('AWS::Organizations::Organization', account);
  if (membership.status === 'unread') return { found: null, unread: [membership] };
  const { organization } = membership.value;
  if (!organization) return { found: null, unread: [] };
  const { members, unread: unsure } = membersOf(inventory, organization.id);
  const found = active.find((each) => each.analyzerType === 'ORGANIZATION' && members.has(each.account));
  if (found) return { found, unread: [] };
  const gaps = [...members].flatMap((each) =>
    inventory.gaps('AWS::AccessAnalyzer::Analyzer', { account: each, region }),
  );
  return { found: null, unread: [...gaps, ...unsure, ...unreadMembers(inventory, organization)] };
}

interface Members {
  readonly members: ReadonlySet<string>;
  /** Of accounts that were read, but for what they belong to. */
  readonly unread: readonly Unread[];
}

/** The accounts that were read and say that they belong to the organisation. */
function membersOf(inventory: Inventory, organizationId: string): Members {
  return inventory.derive(`accounts read of ${organizationId}`, () => {
    const memberships = inventory.accounts.map(({ account }) =>
      inventory.one('AWS::Organizations::Organization', account),
    );
    const members = memberships.flatMap((each) =>
      each.status === 'read' && each.value.organization?.id === organizationId ? [each.value.account] : [],
    );
    return { members: new Set(members), unread: unreadAmong(memberships) };
  });
}

/** An analyzer may live in an account that was not read: which accounts there are the management account tells. */
function unreadMembers(
  inventory: Inventory,
  { id, managementAccountId }: { readonly id: string; readonly managementAccountId: string },
): readonly Unread[] {
  return inventory.derive(`accounts not read of ${id}`, () => {
    const call = 'organizations:ListAccountsForParent';
    const accounts = inventory.all('AWS::Organizations::Account', { account: managementAccountId });
    if (accounts.status === 'unread') return [accounts];
    const read = new Set(inventory.accounts.map(({ account }) => account));
    const others = accounts.value.filter((each) => each.status === 'ACTIVE' && !read.has(each.id));
    if (others.length === 0) return [];
    const names = others.slice(0, 5).map((each) => each.id);
    const more = others.length > names.length ? ` and ${others.length - names.length} more` : '';
    return [unread(call, `AccountNotRead: an organisation analyzer may live in ${names.join(', ')}${more}`)];
  });
}
