import { startMoto } from './moto/start-moto.ts';
import { buildOrganisation } from './organisation/build-organisation.ts';
import { overlaidMoto } from './overlaid-moto.ts';
import { createReplayServer } from './replay/replay-server.ts';

export interface ServedOrganisation {
  /** Set AWS_ENDPOINT_URL to it. */
  readonly url: string;
  readonly roleArns: readonly string[];
  /** The time that the organisation was built for; pass it as `--as-of`. */
  readonly asOf: string;
  close(): Promise<void>;
}

/** The sample organisation, built on a real moto server and served with moto's gaps filled. */
export async function serveOrganisation(
  asOf: Date,
  say: (text: string) => void,
): Promise<ServedOrganisation> {
  say('Starting moto …');
  const moto = await startMoto();
  try {
    say('Building the sample organisation through the AWS SDK …');
    const { accounts, overlay } = await buildOrganisation(moto.url, asOf);
    const organisation = await overlaidMoto(overlay, moto.url);
    const server = await createReplayServer({
      organisation,
      latencyMs: 0,
      limits: 'none',
      fallback: moto.url,
      defaultAccount: accounts[0]?.id ?? '',
    });
    return {
      url: server.url,
      roleArns: accounts.map((each) => each.roleArn),
      asOf: asOf.toISOString(),
      close: async () => {
        await server.close();
        await moto.stop();
      },
    };
  } catch (error) {
    await moto.stop();
    throw error;
  }
}

/** What the SDK needs to find the lab: its address, and keys that moto takes for anybody's. */
export function labEnvironment(url: string): Readonly<Record<string, string>> {
  return {
    AWS_ENDPOINT_URL: url,
    AWS_ACCESS_KEY_ID: 'lab',
    AWS_SECRET_ACCESS_KEY: 'lab',
    AWS_REGION: 'us-east-1',
    AWS_EC2_METADATA_DISABLED: 'true',
  };
}
