import type { GetAccountSummaryResponse } from '@aws-sdk/client-iam';
import { defineCollector, singleton } from '../../collector.ts';
import { ofAccount } from '../../iam-resource.ts';

const accountSummary = defineCollector({
  type: 'AWS::IAM::AccountSummary',
  service: 'iam',
  scope: 'global',
  calls: ['iam:GetAccountSummary'],
  async collect(api) {
    const answer = await api.read<GetAccountSummaryResponse>('GetAccountSummary');
    return singleton(answer, ({ SummaryMap }) => ({
      ...ofAccount(api, 'AWS::IAM::AccountSummary'),
      summary: { ...SummaryMap },
    }));
  },
});

export const collectors = [accountSummary];
