import type {
  FunctionConfiguration,
  FunctionUrlConfig,
  GetLayerVersionPolicyCommandOutput,
  GetPolicyCommandOutput,
  LayersListItem,
  LayerVersionsListItem,
} from '@aws-sdk/client-lambda';
import { mapReading, type Reading, read, unread } from '../../../model/reading.ts';
import type { FunctionUrl, LambdaFunction, LambdaLayer } from '../../../model/resources/compute.ts';
import { scanVariables } from '../../credential-scan/credential-scan.ts';
import {
  type Collected,
  defineCollector,
  eachListed,
  notAskedFor,
  readIfWanted,
  type ServiceApi,
} from '../collector.ts';
import { isoTime } from '../mapping.ts';

const POLICY = 'lambda:GetPolicy';
const URLS = 'lambda:ListFunctionUrlConfigs';
const MARKER = ['Marker', 'NextMarker'] as const;

/** Policies and URLs have no batch calls. https://docs.aws.amazon.com/lambda/latest/api/API_ListFunctions.html */
const functions = defineCollector({
  type: 'AWS::Lambda::Function',
  service: 'lambda',
  scope: 'regional',
  calls: ['lambda:ListFunctions', POLICY, URLS],
  onDemand: [POLICY, URLS],
  async collect(api) {
    const paging = { items: 'Functions', token: MARKER };
    const listed = await api.list<FunctionConfiguration>('ListFunctions', { MaxItems: 50 }, paging);
    return eachListed(api, listed, (configuration) => toFunction(api, configuration));
  },
});

async function toFunction(api: ServiceApi, configuration: FunctionConfiguration): Promise<LambdaFunction> {
  const id = configuration.FunctionName ?? '';
  const vpc = configuration.VpcConfig;
  const [policy, urls] = await Promise.all([policyOf(api, { FunctionName: id }), urlsOf(api, id)]);
  return {
    type: 'AWS::Lambda::Function',
    account: api.account,
    region: api.region,
    arn: configuration.FunctionArn ?? api.arn('lambda', `function:${id}`),
    id,
    runtime: configuration.Runtime ?? null,
    role: configuration.Role ?? '',
    lastModified: isoTime(configuration.LastModified),
    vpcId: vpc?.VpcId || null,
    subnetIds: vpc?.SubnetIds ?? [],
    securityGroupIds: vpc?.SecurityGroupIds ?? [],
    environment: environmentOf(configuration),
    policy,
    urls,
  };
}

/** Lambda decrypts variables with the reader's rights on the key; without them it lists an error instead. */
function environmentOf({ Environment }: FunctionConfiguration): LambdaFunction['environment'] {
  const error = Environment?.Error;
  if (error) return unread('lambda:ListFunctions', `${error.ErrorCode ?? 'Error'}: ${error.Message ?? ''}`);
  return read(scanVariables(Environment?.Variables ?? {}));
}

async function policyOf(
  api: ServiceApi,
  input: { readonly FunctionName: string; readonly Qualifier?: string },
): Promise<LambdaFunction['policy']> {
  const absent = ['ResourceNotFoundException'];
  const answer = await readIfWanted<GetPolicyCommandOutput>(api, POLICY, input, absent);
  return mapReading(answer, (output) => output?.Policy ?? null);
}

async function urlsOf(api: ServiceApi, FunctionName: string): Promise<LambdaFunction['urls']> {
  if (!api.wants(URLS)) return notAskedFor(URLS);
  const paging = { items: 'FunctionUrlConfigs', token: MARKER };
  const listed = await api.list<FunctionUrlConfig>('ListFunctionUrlConfigs', { FunctionName }, paging);
  if (listed.gap) return listed.gap;
  return read(await api.each(listed.items, (url) => toUrl(api, FunctionName, url)));
}

async function toUrl(api: ServiceApi, FunctionName: string, url: FunctionUrlConfig): Promise<FunctionUrl> {
  const qualifier = url.FunctionArn?.split(':')[7] ?? null;
  return {
    functionUrl: url.FunctionUrl ?? '',
    authType: url.AuthType === 'AWS_IAM' ? 'AWS_IAM' : 'NONE',
    qualifier,
    ...(qualifier ? { policy: await policyOf(api, { FunctionName, Qualifier: qualifier }) } : {}),
  };
}

/** Every version of a layer has a policy of its own, and old versions stay shared. */
const layers = defineCollector({
  type: 'AWS::Lambda::LayerVersion',
  service: 'lambda',
  scope: 'regional',
  calls: ['lambda:ListLayers', 'lambda:ListLayerVersions', 'lambda:GetLayerVersionPolicy'],
  async collect(api) {
    const paging = { items: 'Layers', token: MARKER };
    const listed = await api.list<LayersListItem>('ListLayers', { MaxItems: 50 }, paging);
    const ofLayers = await api.each(listed.items, (layer) => versionsOf(api, layer));
    return {
      resources: ofLayers.flatMap((each) => each.resources),
      gap: listed.gap ?? ofLayers.find((each) => each.gap)?.gap ?? null,
    };
  },
});

async function versionsOf(api: ServiceApi, layer: LayersListItem): Promise<Collected<LambdaLayer>> {
  const LayerName = layer.LayerName ?? '';
  const paging = { items: 'LayerVersions', token: MARKER };
  const input = { LayerName, MaxItems: 50 };
  const listed = await api.list<LayerVersionsListItem>('ListLayerVersions', input, paging);
  return eachListed(api, listed, (version) => toLayer(api, LayerName, version));
}

async function toLayer(
  api: ServiceApi,
  LayerName: string,
  version: LayerVersionsListItem,
): Promise<LambdaLayer> {
  const VersionNumber = version.Version ?? 0;
  const id = `${LayerName}:${VersionNumber}`;
  return {
    type: 'AWS::Lambda::LayerVersion',
    account: api.account,
    region: api.region,
    arn: version.LayerVersionArn ?? api.arn('lambda', `layer:${id}`),
    id,
    version: VersionNumber,
    policy: await layerPolicyOf(api, { LayerName, VersionNumber }),
  };
}

async function layerPolicyOf(
  api: ServiceApi,
  input: { readonly LayerName: string; readonly VersionNumber: number },
): Promise<Reading<string | null>> {
  const absent = ['ResourceNotFoundException'];
  const answer = await api.readOrNull<GetLayerVersionPolicyCommandOutput>(
    'GetLayerVersionPolicy',
    input,
    absent,
  );
  return mapReading(answer, (output) => output?.Policy ?? null);
}

export const collectors = [functions, layers];
