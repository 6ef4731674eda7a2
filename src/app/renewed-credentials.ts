import type { AwsCredentialIdentity, AwsCredentialIdentityProvider } from '@smithy/types';

const REFRESH_BEFORE_MS = 5 * 60_000;

/** One set of credentials for all clients of an account, fetched anew shortly before it ends. */
export function renewed(provider: AwsCredentialIdentityProvider): AwsCredentialIdentityProvider {
  let current: Promise<AwsCredentialIdentity> | null = null;
  const fetch = (): Promise<AwsCredentialIdentity> => {
    const fresh = provider();
    current = fresh;
    fresh.catch(() => {
      if (current === fresh) current = null; // the next call asks again
    });
    return fresh;
  };
  return async () => {
    const held = current ?? fetch();
    const known = await held;
    if (lifeOf(known) > REFRESH_BEFORE_MS) return known;
    if (current !== null && current !== held) return current; // another call has asked for new ones already
    return fetch().catch((error: unknown) => {
      if (lifeOf(known) > 0) return known;
      throw error;
    });
  };
}

function lifeOf({ expiration }: AwsCredentialIdentity): number {
  return expiration ? expiration.getTime() - Date.now() : Number.POSITIVE_INFINITY;
}
