import type { AnalyzerSummary } from '@aws-sdk/client-accessanalyzer';
import type { Analyzer } from '../../../model/resources/monitoring.ts';
import { defineCollector, mapListed, type ServiceApi } from '../collector.ts';

const analyzers = defineCollector({
  type: 'AWS::AccessAnalyzer::Analyzer',
  service: 'accessanalyzer',
  scope: 'regional',
  calls: ['access-analyzer:ListAnalyzers'],
  async collect(api) {
    const listed = await api.list<AnalyzerSummary>(
      'ListAnalyzers',
      { maxResults: 100 },
      { items: 'analyzers', token: ['nextToken', 'nextToken'] },
    );
    return mapListed(listed, (each) => toAnalyzer(api, each));
  },
});

function toAnalyzer(api: ServiceApi, analyzer: AnalyzerSummary): Analyzer {
  const id = analyzer.name ?? '';
  return {
    type: 'AWS::AccessAnalyzer::Analyzer',
    account: api.account,
    region: api.region,
    arn: analyzer.arn ?? api.arn('access-analyzer', `analyzer/${id}`),
    id,
    ...(analyzer.tags ? { tags: analyzer.tags } : {}),
    analyzerType: analyzer.type ?? '',
    status: analyzer.status ?? '',
  };
}

export const collectors = [analyzers];
