import { expect, test } from 'vitest';
import { brokenControls } from '../../../test/broken-controls.ts';
import { anOpenSearchDomain, domainDetail } from '../../../test/builders/data-stores.ts';
import { deniedCall, evaluate, statuses } from '../../../test/inventory-of.ts';
import { read } from '../../model/reading.ts';
import { opensearchDomainNotPublic as check } from './opensearch-domain-not-public.ts';

test('passes in a VPC, fails outside', () => {
  expect(statuses(check, anOpenSearchDomain())).toEqual(['pass']);
  expect(statuses(check, anOpenSearchDomain({ detail: read(domainDetail({ vpc: null })) }))).toEqual([
    'fail',
  ]);
});

test('is unknown when DescribeDomains was denied', () => {
  const detail = deniedCall('es:DescribeDomains');
  expect(evaluate(check, anOpenSearchDomain({ detail }))).toMatchObject([
    { status: 'unknown', unread: [detail] },
  ]);
});

test.each([
  ['OpenSearch_2.11', ['aws-fsbp:OpenSearch.2']],
  ['Elasticsearch_7.10', ['aws-fsbp:ES.2']],
  [null, ['aws-fsbp:ES.2', 'aws-fsbp:OpenSearch.2']],
])('%s breaks the control of its engine', (engineVersion, broken) => {
  const domain = anOpenSearchDomain({ detail: read(domainDetail({ vpc: null, engineVersion })) });
  expect(brokenControls(check, domain, ['aws-fsbp:ES.2', 'aws-fsbp:OpenSearch.2'])).toEqual(broken);
});
