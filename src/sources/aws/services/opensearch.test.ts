import { expect, test } from 'vitest';
import { apiOf, denied, deniedReading } from '../../../../test/api-of.ts';
import { collected } from '../../../../test/collected.ts';
import { read } from '../../../model/reading.ts';
import { collectors } from './opensearch.ts';

async function collect(answers: Readonly<Record<string, unknown>>) {
  const api = apiOf('opensearch', answers);
  return { ...(await collected(collectors, 'AWS::OpenSearchService::Domain', api)), calls: api.calls };
}

const named = (...names: string[]) => ({ DomainNames: names.map((DomainName) => ({ DomainName })) });
const status = (DomainName: string, more: object = {}) => ({ DomainName, ...more });

test('a public domain and one in a VPC', async () => {
  const { resources } = await collect({
    ListDomainNames: named('logs', 'inner'),
    'DescribeDomains {"DomainNames":["logs","inner"]}': {
      DomainStatusList: [
        status('inner', {
          Endpoints: { vpc: 'vpc-inner.es.amazonaws.com' },
          VPCOptions: { VPCId: 'vpc-1', SubnetIds: ['subnet-1'], SecurityGroupIds: ['sg-1'] },
          AccessPolicies: '',
        }),
        status('logs', {
          EngineVersion: 'OpenSearch_2.19',
          Endpoint: 'search-logs.es.amazonaws.com',
          AccessPolicies: '{"Version":"2012-10-17"}',
          AdvancedSecurityOptions: { Enabled: true },
          DomainEndpointOptions: { EnforceHTTPS: true },
          EncryptionAtRestOptions: { Enabled: true },
        }),
      ],
    },
  });
  expect(resources).toEqual([
    {
      type: 'AWS::OpenSearchService::Domain',
      account: '111122223333',
      region: 'us-east-1',
      arn: 'arn:aws:es:us-east-1:111122223333:domain/logs',
      id: 'logs',
      detail: read({
        engineVersion: 'OpenSearch_2.19',
        endpoint: 'search-logs.es.amazonaws.com',
        vpc: null,
        accessPolicies: '{"Version":"2012-10-17"}',
        fineGrainedAccessControl: true,
        enforceHttps: true,
        encryptionAtRest: true,
      }),
    },
    expect.objectContaining({
      id: 'inner',
      detail: read({
        engineVersion: null,
        endpoint: 'vpc-inner.es.amazonaws.com',
        vpc: { vpcId: 'vpc-1', subnetIds: ['subnet-1'], securityGroupIds: ['sg-1'] },
        accessPolicies: null,
        fineGrainedAccessControl: false,
        enforceHttps: false,
        encryptionAtRest: false,
      }),
    }),
  ]);
});

test('five names a call; what is denied or not answered is unread', async () => {
  const names = ['a', 'b', 'c', 'd', 'e', 'f'];
  const { resources, calls } = await collect({
    ListDomainNames: named(...names),
    DescribeDomains: ({ DomainNames }: { DomainNames: string[] }) =>
      DomainNames.includes('a') ? denied() : { DomainStatusList: [] },
  });
  expect(calls).toHaveLength(3);
  expect(resources.slice(0, 5).map((each) => each.detail)).toEqual(
    Array.from({ length: 5 }, () => deniedReading('es:DescribeDomains')),
  );
  expect(resources[5]?.detail).toMatchObject({ status: 'unread', call: 'es:DescribeDomains' });
});

test('a denied listing is the gap', async () => {
  expect((await collect({ ListDomainNames: denied() })).gap).toEqual(deniedReading('es:ListDomainNames'));
});
