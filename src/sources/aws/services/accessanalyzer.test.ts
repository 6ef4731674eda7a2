import { expect, test } from 'vitest';
import { apiOf, denied, deniedReading } from '../../../../test/api-of.ts';
import { collected } from '../../../../test/collected.ts';
import { collectors } from './accessanalyzer.ts';

const TYPE = 'AWS::AccessAnalyzer::Analyzer';
const ARN = 'arn:aws:access-analyzer:us-east-1:111122223333:analyzer/a';

test('analyzers over two pages', async () => {
  const analyzer = { name: 'a', arn: ARN, type: 'ACCOUNT', status: 'ACTIVE', tags: { team: 'security' } };
  const api = apiOf('accessanalyzer', {
    'ListAnalyzers {"maxResults":100}': { analyzers: [analyzer], nextToken: 'more' },
    'ListAnalyzers {"maxResults":100,"nextToken":"more"}': { analyzers: [{ name: 'b' }] },
  });
  const base = { type: TYPE, account: '111122223333', region: 'us-east-1' };
  expect(await collected(collectors, TYPE, api)).toEqual({
    gap: null,
    resources: [
      { ...base, arn: ARN, id: 'a', tags: { team: 'security' }, analyzerType: 'ACCOUNT', status: 'ACTIVE' },
      { ...base, arn: ARN.replace(/a$/, 'b'), id: 'b', analyzerType: '', status: '' },
    ],
  });
});

test('a denied list is the gap', async () => {
  const api = apiOf('accessanalyzer', { ListAnalyzers: denied() });
  expect(await collected(collectors, TYPE, api)).toEqual({
    resources: [],
    gap: deniedReading('access-analyzer:ListAnalyzers'),
  });
});
