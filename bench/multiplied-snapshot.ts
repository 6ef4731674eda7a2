import { multiply } from '../lab/replay/multiply.ts';
import type { Organisation } from '../lab/replay/organisation.ts';
import { withListings } from '../lab/replay/pagination.ts';
import { readRecording } from '../lab/replay/recorded-organisation.ts';
import type { Snapshot } from '../src/model/snapshot.ts';
import { ApiError, failureKind } from '../src/sources/aws/api-error.ts';
import { collect } from '../src/sources/aws/collect.ts';
import { ALL_COLLECTORS } from '../src/sources/aws/services/index.ts';
import type { ApiCall, Transport } from '../src/sources/aws/transport.ts';
import { ACCOUNT, RECORDING } from './replay-process.ts';

/** The time that the sample organisation was recorded at: ages stay as they were. */
const AS_OF = '2026-11-20T09:00:00.000Z';

/** The snapshot of the multiplied sample account, by the product's own collectors, without HTTP in between. */
export async function multipliedSnapshot(resources: number): Promise<Snapshot> {
  const organisation = await multiply(await readRecording(RECORDING), { account: ACCOUNT, resources });
  const callerArn = `arn:aws:iam::${ACCOUNT}:user/bench`;
  return collect({
    accounts: [
      {
        identity: { account: ACCOUNT, partition: 'aws', callerArn },
        transport: new DirectTransport(organisation),
      },
    ],
    collectors: ALL_COLLECTORS,
    asOf: AS_OF,
    tool: { name: 'rampart', version: 'bench' },
    source: 'recording',
    scheduler: { rateFactor: Number.POSITIVE_INFINITY },
  });
}

class DirectTransport implements Transport {
  readonly #organisation: Organisation;

  constructor(organisation: Organisation) {
    this.#organisation = organisation;
  }

  async send({ items: _items, ...call }: ApiCall): Promise<unknown> {
    const answer = await this.#organisation.answer(call);
    if (answer === undefined) throw new ApiError('NotInRecording', `no ${call.operation}`, 'unsupported');
    if (!('error' in answer)) return withListings(answer.output, answer.listings ?? []);
    const { name, message, status = 400 } = answer.error;
    throw new ApiError(name, message, failureKind(name, status), status);
  }
}
