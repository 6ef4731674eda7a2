import type { ServerCertificateMetadata } from '@aws-sdk/client-iam';
import type { ServerCertificate } from '../../../../model/resources/iam.ts';
import { defineCollector, mapListed, type ServiceApi } from '../../collector.ts';
import { FULL_PAGE, iamResource, paged } from '../../iam-resource.ts';
import { isoTime } from '../../mapping.ts';

const serverCertificates = defineCollector({
  type: 'AWS::IAM::ServerCertificate',
  service: 'iam',
  scope: 'global',
  calls: ['iam:ListServerCertificates'],
  async collect(api) {
    const listed = await api.list<ServerCertificateMetadata>(
      'ListServerCertificates',
      FULL_PAGE,
      paged('ServerCertificateMetadataList'),
    );
    return mapListed(listed, (certificate) => toCertificate(api, certificate));
  },
});

function toCertificate(api: ServiceApi, certificate: ServerCertificateMetadata): ServerCertificate {
  const { ServerCertificateName: id, Arn: arn } = certificate;
  return {
    ...iamResource(api, 'AWS::IAM::ServerCertificate', { id, arn, path: 'server-certificate' }),
    uploadDate: isoTime(certificate.UploadDate) ?? '',
    expiration: isoTime(certificate.Expiration) ?? '',
  };
}

export const collectors = [serverCertificates];
