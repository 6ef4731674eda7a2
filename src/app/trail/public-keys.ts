import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { trailPublicKeys } from '../../sources/aws/trail-public-keys.ts';
import { logKey } from '../../trail/log-key.ts';
import type { Digest } from '../../trail/verify/digest.ts';
import type { TrailKey } from '../../trail/verify/signature.ts';
import { UsageError } from '../errors.ts';

const keyList = z.object({
  PublicKeyList: z.array(z.object({ Fingerprint: z.string(), Value: z.base64() })),
});

/** The output of `aws cloudtrail list-public-keys`. */
export async function publicKeysIn(path: string): Promise<readonly TrailKey[]> {
  const text = await readFile(path, 'utf8').catch((error: Error) => {
    throw new UsageError(`cannot read ${path}: ${error.message}`);
  });
  const found = keyList.safeParse(parsed(text));
  if (!found.success)
    throw new UsageError(
      `${path}: expected the output of aws cloudtrail list-public-keys, {"PublicKeyList": […]}`,
    );
  return found.data.PublicKeyList.map(({ Fingerprint: fingerprint, Value: value }) => ({
    fingerprint,
    value,
  }));
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** Asks CloudTrail, once for each region that digests are of. */
export async function publicKeysOf(
  digests: readonly Digest[],
  profile: string | undefined,
  signal: AbortSignal,
): Promise<readonly TrailKey[]> {
  const byRegion = Map.groupBy(digests, ({ key }) => logKey(`/${key}`).region ?? '');
  const keys: TrailKey[] = [];
  for (const [region, each] of byRegion) {
    const times = each.flatMap(({ start, end }) => [start, end]).sort();
    const [from = '', to = ''] = [times[0], times.at(-1)];
    if (region !== '') keys.push(...(await trailPublicKeys({ region, from, to, profile }, signal)));
  }
  return keys;
}
