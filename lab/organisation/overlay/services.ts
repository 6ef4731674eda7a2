import { allow, policy } from '../policy-document.ts';
import { forEach, type OverlayContext } from './context.ts';
import { type OverlayRecord, type Place, withoutMetadata } from './overlay.ts';

const lacking = (service: string, operation: string): Place => ({
  service,
  operation,
  reason: 'moto lacks the call',
});

/** Policies and links of single resources. flaws: backup-vault-not-public, backup-vault-no-external-access. */
export async function serviceRecords(context: OverlayContext): Promise<OverlayRecord[]> {
  return [
    ...(await vaultPolicies(context)),
    ...(await functionUrls(context)),
    ...(await protectedResources(context)),
  ];
}

const vaultPolicies = (context: OverlayContext): Promise<OverlayRecord[]> =>
  forEach(
    context,
    lacking('backup', 'GetBackupVaultAccessPolicy'),
    async ({ backup }) => (await backup.listBackupVaults({})).BackupVaultList ?? [],
    ({ BackupVaultName, BackupVaultArn }) => {
      const input = { BackupVaultName };
      if (context.name !== 'flawed') {
        const message = 'Policy has not been attached to the vault.';
        return { input, error: { name: 'ResourceNotFoundException', message, status: 400 } };
      }
      const Policy = policy(allow('backup:CopyIntoBackupVault', '*', { Principal: { AWS: '*' } }));
      return { input, output: { BackupVaultName, BackupVaultArn, Policy } };
    },
  );

const functionUrls = (context: OverlayContext): Promise<OverlayRecord[]> =>
  forEach(
    context,
    lacking('lambda', 'ListFunctionUrlConfigs'),
    async ({ lambda }) => {
      const { Functions = [] } = await lambda.listFunctions({});
      return Promise.all(
        Functions.map(async ({ FunctionName }) => ({
          FunctionName,
          urls: await lambda.getFunctionUrlConfig({ FunctionName }).then(
            (url) => [withoutMetadata(url)],
            () => [],
          ),
        })),
      );
    },
    ({ FunctionName, urls }) => ({ input: { FunctionName }, output: { FunctionUrlConfigs: urls } }),
  );

async function protectedResources(context: OverlayContext): Promise<OverlayRecord[]> {
  const { elbV2, waf } = context.account.home;
  const { LoadBalancers = [] } = await elbV2.describeLoadBalancers({});
  const place = lacking('wafv2', 'ListResourcesForWebACL');
  const list = (kind: object) =>
    forEach(
      context,
      place,
      async (clients) => (await clients.waf.listWebACLs({ Scope: 'REGIONAL' })).WebACLs ?? [],
      ({ ARN }) => ({
        input: { WebACLArn: ARN, ...kind },
        output: { ResourceArns: guarded.get(ARN ?? '') ?? [] },
      }),
    );
  const guarded = new Map<string, string[]>();
  for (const { LoadBalancerArn = '' } of LoadBalancers) {
    const { WebACL } = await waf.getWebACLForResource({ ResourceArn: LoadBalancerArn });
    if (WebACL?.ARN) guarded.set(WebACL.ARN, [...(guarded.get(WebACL.ARN) ?? []), LoadBalancerArn]);
  }
  return [...(await list({})), ...(await list({ ResourceType: 'APPLICATION_LOAD_BALANCER' }))];
}
