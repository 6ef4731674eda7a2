import type { GetCredentialReportResponse } from '@aws-sdk/client-iam';
import type { Reading } from '../../../../model/reading.ts';
import { defineCollector, type ServiceApi, singleton } from '../../collector.ts';
import { credentialReportRows } from '../../credential-report-rows.ts';
import { ofAccount } from '../../iam-resource.ts';
import { isoTime } from '../../mapping.ts';
import { untilReady } from '../../polling.ts';

/** AWS's code and the SDK's name of it, for a report that is not there yet. */
const NOT_READY = [
  'ReportInProgress',
  'CredentialReportNotReadyException',
  'ReportNotPresent',
  'CredentialReportNotPresentException',
  'ReportExpired',
  'CredentialReportExpiredException',
];

const credentialReport = defineCollector({
  type: 'AWS::IAM::CredentialReport',
  service: 'iam',
  scope: 'global',
  calls: ['iam:GenerateCredentialReport', 'iam:GetCredentialReport'],
  async collect(api) {
    return singleton(await finishedReport(api), ({ Content, GeneratedTime }) => ({
      ...ofAccount(api, 'AWS::IAM::CredentialReport'),
      generatedTime: isoTime(GeneratedTime) ?? '',
      rows: credentialReportRows(csvOf(Content)),
    }));
  },
});

/** Who may not have a report made may still be allowed to read the one that somebody else has had made. */
async function finishedReport(api: ServiceApi): Promise<Reading<GetCredentialReportResponse>> {
  const generated = await api.read('GenerateCredentialReport');
  if (generated.status === 'unread') {
    const present = await api.read<GetCredentialReportResponse>('GetCredentialReport');
    return present.status === 'read' ? present : generated;
  }
  return untilReady('iam:GetCredentialReport', () =>
    api.readOrNull<GetCredentialReportResponse>('GetCredentialReport', {}, NOT_READY),
  );
}

/** Bytes from the SDK, Base64 in the output of `aws --output json`; nothing in Base64 is a comma. */
function csvOf(content: unknown): string {
  if (content instanceof Uint8Array) return Buffer.from(content).toString('utf8');
  if (typeof content !== 'string') return '';
  return content.includes(',') ? content : Buffer.from(content, 'base64').toString('utf8');
}

export const collectors = [credentialReport];
