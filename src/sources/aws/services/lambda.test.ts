import { expect, test } from 'vitest';
import { answeredError, apiOf, denied, deniedReading } from '../../../../test/api-of.ts';
import { collected } from '../../../../test/collected.ts';
import { read, unread } from '../../../model/reading.ts';
import { scanVariables } from '../../credential-scan/credential-scan.ts';
import { collectors } from './lambda.ts';

const ARN = 'arn:aws:lambda:us-east-1:111122223333:function:orders';
const FUNCTION = {
  FunctionName: 'orders',
  FunctionArn: ARN,
  Runtime: 'nodejs24.x',
  Role: 'arn:aws:iam::111122223333:role/orders',
  LastModified: '2026-06-01T08:00:00.000+0000',
  VpcConfig: { VpcId: 'vpc-1', SubnetIds: ['subnet-1'], SecurityGroupIds: ['sg-1'] },
  Environment: { Variables: { STAGE: 'prod' } },
};
const URL = { FunctionUrl: 'https://a.lambda-url.us-east-1.on.aws/', AuthType: 'NONE' };
const NONE = answeredError('ResourceNotFoundException');

const ANSWERS = {
  ListFunctions: { Functions: [FUNCTION] },
  'GetPolicy {"FunctionName":"orders"}': { Policy: '{"Version":"2012-10-17"}' },
  'GetPolicy {"FunctionName":"orders","Qualifier":"live"}': { Policy: '{"Id":"alias"}' },
  ListFunctionUrlConfigs: {
    FunctionUrlConfigs: [
      { ...URL, FunctionArn: ARN },
      {
        FunctionUrl: 'https://b.lambda-url.us-east-1.on.aws/',
        AuthType: 'AWS_IAM',
        FunctionArn: `${ARN}:live`,
      },
    ],
  },
};

const functionOf = async (answers: Readonly<Record<string, unknown>>) =>
  (await collected(collectors, 'AWS::Lambda::Function', apiOf('lambda', answers))).resources[0];

test('a function with its policy, its URLs and their own policies', async () => {
  expect(await functionOf(ANSWERS)).toEqual({
    type: 'AWS::Lambda::Function',
    account: '111122223333',
    region: 'us-east-1',
    arn: ARN,
    id: 'orders',
    runtime: 'nodejs24.x',
    role: 'arn:aws:iam::111122223333:role/orders',
    lastModified: '2026-06-01T08:00:00.000Z',
    vpcId: 'vpc-1',
    subnetIds: ['subnet-1'],
    securityGroupIds: ['sg-1'],
    environment: read(scanVariables({ STAGE: 'prod' })),
    policy: read('{"Version":"2012-10-17"}'),
    urls: read([
      { functionUrl: 'https://a.lambda-url.us-east-1.on.aws/', authType: 'NONE', qualifier: null },
      {
        functionUrl: 'https://b.lambda-url.us-east-1.on.aws/',
        authType: 'AWS_IAM',
        qualifier: 'live',
        policy: read('{"Id":"alias"}'),
      },
    ]),
  });
});

test('policies and URLs cost no calls where no chosen check reads them', async () => {
  const api = apiOf('lambda', ANSWERS, { wantedCalls: new Set(['lambda:ListFunctions']) });
  const { resources } = await collected(collectors, 'AWS::Lambda::Function', api);
  expect(api.calls).toHaveLength(1);
  expect(resources[0]).toMatchObject({
    policy: { status: 'unread', call: 'lambda:GetPolicy' },
    urls: { status: 'unread', call: 'lambda:ListFunctionUrlConfigs' },
  });
});

test('no policy, no variables, no URL', async () => {
  const found = await functionOf({
    ListFunctions: { Functions: [{ FunctionName: 'orders', VpcConfig: { VpcId: '' } }] },
    GetPolicy: NONE,
    ListFunctionUrlConfigs: { FunctionUrlConfigs: [] },
  });
  expect(found).toMatchObject({
    arn: ARN,
    vpcId: null,
    environment: read({ length: 0, sha256: null, matches: [] }),
    policy: read(null),
    urls: read([]),
  });
});

test('variables that Lambda could not decrypt are unread', async () => {
  const Environment = { Error: { ErrorCode: 'AccessDeniedException', Message: 'kms:Decrypt' } };
  const found = await functionOf({
    ...ANSWERS,
    ListFunctions: { Functions: [{ ...FUNCTION, Environment }] },
  });
  expect(found?.environment).toEqual(unread('lambda:ListFunctions', 'AccessDeniedException: kms:Decrypt'));
});

test('denied calls cost their own readings', async () => {
  const noPolicy = await functionOf({ ...ANSWERS, 'GetPolicy {"FunctionName":"orders"}': denied() });
  expect(noPolicy).toMatchObject({ policy: deniedReading('lambda:GetPolicy'), urls: { status: 'read' } });
  const noUrls = await functionOf({ ...ANSWERS, ListFunctionUrlConfigs: denied() });
  expect(noUrls).toMatchObject({
    policy: { status: 'read' },
    urls: deniedReading('lambda:ListFunctionUrlConfigs'),
  });
  const api = apiOf('lambda', { ListFunctions: denied() });
  const { gap } = await collected(collectors, 'AWS::Lambda::Function', api);
  expect(gap).toEqual(deniedReading('lambda:ListFunctions'));
});

const LAYERS = {
  ListLayers: { Layers: [{ LayerName: 'shared' }, { LayerName: 'other' }] },
  'ListLayerVersions {"LayerName":"shared","MaxItems":50}': {
    LayerVersions: [
      { Version: 2, LayerVersionArn: 'arn:aws:lambda:us-east-1:111122223333:layer:shared:2' },
      { Version: 1 },
    ],
  },
  'ListLayerVersions {"LayerName":"other","MaxItems":50}': { LayerVersions: [] },
  'GetLayerVersionPolicy {"LayerName":"shared","VersionNumber":2}': NONE,
  'GetLayerVersionPolicy {"LayerName":"shared","VersionNumber":1}': { Policy: '{"Id":"1"}' },
};

test('every version of a layer', async () => {
  const { resources, gap } = await collected(
    collectors,
    'AWS::Lambda::LayerVersion',
    apiOf('lambda', LAYERS),
  );
  const place = { type: 'AWS::Lambda::LayerVersion', account: '111122223333', region: 'us-east-1' };
  const arn = 'arn:aws:lambda:us-east-1:111122223333:layer:shared';
  expect(gap).toBeNull();
  expect(resources).toEqual([
    { ...place, arn: `${arn}:2`, id: 'shared:2', version: 2, policy: read(null) },
    { ...place, arn: `${arn}:1`, id: 'shared:1', version: 1, policy: read('{"Id":"1"}') },
  ]);
});

test('versions that could not be listed make the listing incomplete; a denied policy is its own', async () => {
  const api = apiOf('lambda', {
    ...LAYERS,
    'ListLayerVersions {"LayerName":"other","MaxItems":50}': denied(),
    'GetLayerVersionPolicy {"LayerName":"shared","VersionNumber":1}': denied(),
  });
  const { resources, gap } = await collected(collectors, 'AWS::Lambda::LayerVersion', api);
  expect(gap).toEqual(deniedReading('lambda:ListLayerVersions'));
  expect(resources.map((each) => each.policy)).toEqual([
    read(null),
    deniedReading('lambda:GetLayerVersionPolicy'),
  ]);
});
