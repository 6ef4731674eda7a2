import type {
  GetOpenIDConnectProviderResponse,
  OpenIDConnectProviderListEntry,
  SAMLProviderListEntry,
} from '@aws-sdk/client-iam';
import { mapReading } from '../../../../model/reading.ts';
import type { OidcProvider } from '../../../../model/resources/iam.ts';
import { defineCollector, eachListed, mapListed, type ServiceApi } from '../../collector.ts';
import { iamResource } from '../../iam-resource.ts';
import { isoTime } from '../../mapping.ts';

/** Neither list is paged. */
const samlProviders = defineCollector({
  type: 'AWS::IAM::SAMLProvider',
  service: 'iam',
  scope: 'global',
  calls: ['iam:ListSAMLProviders'],
  async collect(api) {
    const listed = await api.list<SAMLProviderListEntry>('ListSAMLProviders', {}, 'SAMLProviderList');
    return mapListed(listed, ({ Arn, CreateDate, ValidUntil }) => ({
      ...iamResource(api, 'AWS::IAM::SAMLProvider', { id: afterSlash(Arn), arn: Arn, path: 'saml-provider' }),
      createDate: isoTime(CreateDate),
      validUntil: isoTime(ValidUntil),
    }));
  },
});

const oidcProviders = defineCollector({
  type: 'AWS::IAM::OIDCProvider',
  service: 'iam',
  scope: 'global',
  calls: ['iam:ListOpenIDConnectProviders', 'iam:GetOpenIDConnectProvider'],
  async collect(api) {
    const listed = await api.list<OpenIDConnectProviderListEntry>(
      'ListOpenIDConnectProviders',
      {},
      'OpenIDConnectProviderList',
    );
    return eachListed(api, listed, ({ Arn }) => toOidcProvider(api, Arn));
  },
});

/** A call each: the list holds nothing but ARNs, and an account has few providers. */
async function toOidcProvider(api: ServiceApi, arn: string | undefined): Promise<OidcProvider> {
  const provider = await api.read<GetOpenIDConnectProviderResponse>('GetOpenIDConnectProvider', {
    OpenIDConnectProviderArn: arn ?? '',
  });
  return {
    ...iamResource(api, 'AWS::IAM::OIDCProvider', { id: afterSlash(arn), arn, path: 'oidc-provider' }),
    url: mapReading(provider, (output) => output.Url ?? afterSlash(arn)),
    clientIds: mapReading(provider, (output) => output.ClientIDList ?? []),
  };
}

/** A provider's name may hold slashes: `oidc.eks.us-east-1.amazonaws.com/id/ABC`. */
function afterSlash(arn: string | undefined): string {
  return arn?.slice(arn.indexOf('/') + 1) ?? '';
}

export const collectors = [samlProviders, oidcProviders];
