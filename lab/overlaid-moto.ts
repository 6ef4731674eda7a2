import { type AccountName, accountIds, auditRoleArn } from './organisation/accounts.ts';
import { patched, recordedAnswer } from './organisation/overlay/apply-overlay.ts';
import type { Overlay } from './organisation/overlay/overlay.ts';
import type { Answer, Call, Organisation } from './replay/organisation.ts';
import { sdkClient } from './replay/sdk-client.ts';

/** moto drops a connection now and then when a scan opens hundreds at once. */
const ATTEMPTS = 4;

/**
 * moto with its gaps filled: hand-made answers where it has none, and its own answers corrected where it says
 * something false. What neither concerns is undefined: the server passes it on to moto byte for byte.
 */
export async function overlaidMoto(overlay: Overlay, motoUrl: string): Promise<Organisation> {
  const keys = await accessKeys(motoUrl);
  return {
    accounts: Object.values(accountIds),
    async answer(call: Call): Promise<Answer | undefined> {
      const recorded = recordedAnswer(overlay, call);
      if (recorded) return recorded;
      const concerned = overlay.patches.some(
        (each) =>
          each.account === call.account && each.service === call.service && each.operation === call.operation,
      );
      if (!concerned) return undefined;
      const accessKeyId = keys.get(call.account) ?? '';
      const options = { endpoint: motoUrl, region: call.region, accessKeyId, maxAttempts: ATTEMPTS };
      const client = await sdkClient(call.service, options);
      try {
        return { output: patched(overlay, call, await client.call(call.operation, call.input)) };
      } catch (error) {
        if (isRefusal(error)) return undefined;
        throw error;
      } finally {
        client.destroy();
      }
    },
  };
}

/** An error of the service, which moto gives again: there is no such policy, say. */
function isRefusal(error: unknown): boolean {
  return error instanceof Error && '$fault' in error && error.$fault === 'client';
}

/** moto tells accounts apart by keys that its own STS gave out. */
async function accessKeys(motoUrl: string): Promise<ReadonlyMap<string, string>> {
  const sts = await sdkClient('sts', { endpoint: motoUrl });
  const names = Object.keys(accountIds) as AccountName[];
  const entries = names.map(async (name) => {
    const input = { RoleArn: auditRoleArn(name), RoleSessionName: 'overlay' };
    const { Credentials } = (await sts.call('AssumeRole', input)) as {
      Credentials?: { AccessKeyId?: string };
    };
    return [accountIds[name], Credentials?.AccessKeyId ?? ''] as const;
  });
  const keys = new Map(await Promise.all(entries));
  sts.destroy();
  return keys;
}
