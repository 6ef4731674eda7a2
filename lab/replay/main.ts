import { parseArgs } from 'node:util';
import type { Faults } from './faults.ts';
import { defaultRegions, multiply } from './multiply.ts';
import type { Organisation } from './organisation.ts';
import { readRecording } from './recorded-organisation.ts';
import { createReplayServer } from './replay-server.ts';

const usage = `Replays a recorded AWS organisation over HTTP on the loopback.

node lab/replay/main.ts --record DIR [options]     prints its URL, then serves until it is interrupted

  --record DIR          <account>/<region>/<service>.ndjson, as \`rampart collect --record\` writes them
  --port N              any free port unless said
  --latency MS          40 unless said
  --no-limits           without AWS's request rates
  --fallback URL        where requests go that the recording cannot answer, e.g. moto
  --key ID=ACCOUNT      an access key and its account; repeatable
  --account ID          the account of all other keys, and the one that --multiply grows
  --multiply N          about N resources in that account
  --regions N           over how many regions it is multiplied; 17 unless said
  --deny OPERATION      s3:GetBucketPolicy; repeatable
  --throttle SHARE      share of requests, 0 to 1, answered with a throttling error
  --errors SHARE        … with an internal error
  --drop SHARE          … with a closed connection
  --cut SHARE           … with a body that ends too soon
  --short SHARE         … with less than Content-Length promises
  --html SHARE          … with a page of HTML
  --expire-after N      the credentials expire after N requests
  --seed N              of the faults
`;

const text = { type: 'string' } as const;
const repeated = { type: 'string', multiple: true, default: [] as string[] } as const;

const options = {
  record: text,
  port: text,
  latency: text,
  'no-limits': { type: 'boolean', default: false },
  fallback: text,
  key: repeated,
  account: text,
  multiply: text,
  regions: text,
  deny: repeated,
  throttle: text,
  errors: text,
  drop: text,
  cut: text,
  short: text,
  html: text,
  'expire-after': text,
  seed: text,
  help: { type: 'boolean', default: false },
} as const;

type Values = ReturnType<typeof parseArgs<{ options: typeof options }>>['values'];

class UsageError extends Error {}

function numberOf(
  values: Values,
  name:
    | 'port'
    | 'latency'
    | 'multiply'
    | 'regions'
    | 'throttle'
    | 'errors'
    | 'drop'
    | 'cut'
    | 'short'
    | 'html'
    | 'expire-after'
    | 'seed',
): number | undefined {
  const value = values[name];
  if (value === undefined) return undefined;
  const number = Number(value);
  if (value === '' || !(number >= 0)) throw new UsageError(`--${name} takes a number, not '${value}'`);
  return number;
}

function faultsOf(values: Values): Partial<Faults> {
  const afterRequests = numberOf(values, 'expire-after');
  return {
    throttled: numberOf(values, 'throttle') ?? 0,
    serverError: numberOf(values, 'errors') ?? 0,
    dropped: numberOf(values, 'drop') ?? 0,
    cutBody: numberOf(values, 'cut') ?? 0,
    shortBody: numberOf(values, 'short') ?? 0,
    html: numberOf(values, 'html') ?? 0,
    seed: numberOf(values, 'seed') ?? 1,
    denied: values.deny,
    ...(afterRequests === undefined ? {} : { expired: { afterRequests } }),
  };
}

function accessKeysOf(values: Values): Record<string, string> {
  return Object.fromEntries(
    values.key.map((pair) => {
      const [id, account] = pair.split('=');
      if (!id || !account) throw new UsageError(`--key takes ID=ACCOUNT, not '${pair}'`);
      return [id, account];
    }),
  );
}

async function organisationOf(values: Values): Promise<Organisation> {
  if (values.record === undefined) throw new UsageError('--record names the recording to replay');
  const recording = await readRecording(values.record);
  const resources = numberOf(values, 'multiply');
  const account = values.account ?? recording.accounts[0];
  if (resources === undefined || account === undefined) return recording;
  const regions = defaultRegions.slice(0, numberOf(values, 'regions') ?? defaultRegions.length);
  const organisation = await multiply(recording, { account, resources, regions });
  console.error(
    `Account ${account} has ${organisation.resources} resources, ${organisation.copies} copies of its record`,
  );
  return organisation;
}

async function start(values: Values): Promise<void> {
  const organisation = await organisationOf(values);
  const latencyMs = numberOf(values, 'latency');
  const port = numberOf(values, 'port');
  const server = await createReplayServer({
    organisation,
    accessKeys: accessKeysOf(values),
    faults: faultsOf(values),
    ...(port === undefined ? {} : { port }),
    ...(latencyMs === undefined ? {} : { latencyMs }),
    ...(values['no-limits'] ? { limits: 'none' } : {}),
    ...(values.fallback === undefined ? {} : { fallback: values.fallback }),
    ...(values.account === undefined ? {} : { defaultAccount: values.account }),
  });
  console.log(server.url);
  const stop = (): void => void server.close();
  process.once('SIGINT', stop).once('SIGTERM', stop);
}

try {
  const { values } = parseArgs({ options });
  if (values.help) console.log(usage);
  else await start(values);
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 2;
}
