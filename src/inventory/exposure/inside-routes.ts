import type { PolicyDocument, PrincipalView } from '../../iam/index.ts';
import { type EndpointPath, toldOfPath } from '../../iam/prove/network-path.ts';
import { parseArn } from '../../model/arn.ts';
import type { Unread } from '../../model/reading.ts';
import { type EndpointPaths, endpointPaths } from '../endpoint-paths.ts';
import type { Inventory } from '../inventory.ts';
import { notProved } from '../not-known.ts';
import { ownPolicyOf } from '../policy-of.ts';
import type { ResourcePolicy } from '../resource-policies.ts';
import type { ResourceRight } from '../rights-on.ts';

/** One way that users and roles may come to a resource. */
export interface InsideRoute extends Pick<ResourceRight, 'context' | 'vpcEndpointPolicy'> {
  /** ARN of the VPC endpoint; null: none, or none that was read. */
  readonly endpoint: string | null;
  /** Why they may not come by it after all. */
  readonly doubt: Unread | null;
  /** As if the endpoint let everything through: whoever comes by it alone is stopped by its policy. */
  readonly isHeld: boolean;
  readonly concerns: (principal: PrincipalView) => boolean;
}

const EVERYBODY = (): boolean => true;
const ANY: InsideRoute = { endpoint: null, doubt: null, isHeld: false, concerns: EVERYBODY };

/** The surest first. Where the resource's policy does not look at what a request comes by, there is one. */
export function insideRoutes(inventory: Inventory, found: ResourcePolicy): readonly InsideRoute[] {
  const { arn, account, policy } = found;
  const document = ownPolicyOf(inventory, policy, 'policy of the resource');
  if (document.status === 'unread' || document.value === null) return [ANY];
  const documents = [document.value];
  const service = parseArn(arn)?.service ?? '';
  const paths = endpointPaths(inventory, { documents, account, service });
  const byPoint = tellsAccessPoints(document.value);
  const context = byPoint ? BY_NO_ACCESS_POINT : {};
  return [
    ...(paths ? routesBy(paths, context) : [{ ...ANY, context }]),
    ...(byPoint ? [{ ...ANY, doubt: notProved('who comes by an access point is not weighed') }] : []),
  ];
}

const BY_NO_ACCESS_POINT = {
  's3:DataAccessPointArn': null,
  's3:DataAccessPointAccount': null,
  's3:AccessPointNetworkOrigin': null,
};

function tellsAccessPoints({ statements }: PolicyDocument): boolean {
  return statements.some(({ conditions }) =>
    conditions.some(({ key }) => /^s3:(?:DataAccessPoint|AccessPointNetworkOrigin)/i.test(key)),
  );
}

const BY_NO_ENDPOINT = {
  'aws:SourceVpc': null,
  'aws:SourceVpce': null,
  'aws:VpceAccount': null,
  'aws:VpceOrgID': null,
  'aws:VpceOrgPaths': null,
  'aws:VpcSourceIp': null,
};

type Context = NonNullable<ResourceRight['context']>;

function routesBy({ known, unknown, anyWillDo }: EndpointPaths, context: Context): readonly InsideRoute[] {
  const tellsOthers = (principal: PrincipalView): boolean => anyWillDo || tellsEndpoints(principal);
  const by = (path: EndpointPath): Context => ({ ...context, 'aws:SourceIp': null, ...toldOfPath(path) });
  return [
    { ...ANY, context: { ...context, ...BY_NO_ENDPOINT } },
    ...known.map(({ arn, path }) => ({
      ...ANY,
      context: by(path),
      endpoint: arn,
      ...(path.policy && { vpcEndpointPolicy: path.policy }),
    })),
    ...unknown.map(({ path, why }) => ({ ...ANY, context: by(path), doubt: why })),
    ...known.map(({ arn, path }) => ({
      ...ANY,
      context: by(path),
      endpoint: arn,
      isHeld: true,
      concerns: (principal: PrincipalView) => !tellsOthers(principal),
    })),
    {
      ...ANY,
      context,
      doubt: notProved('which VPC endpoint it would come by is not told'),
      concerns: tellsOthers,
    },
  ];
}

/** A policy of its own that looks at endpoints: others than the resource's policy tells, perhaps. */
function tellsEndpoints({ policies, boundary }: PrincipalView): boolean {
  return [...policies, ...(boundary ? [boundary] : [])].some(({ document }) =>
    document.statements.some(({ conditions }) =>
      conditions.some(({ key }) => /^aws:(?:SourceVpc|Vpce)/i.test(key)),
    ),
  );
}
