import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { labPython } from '../lab/moto/venv.ts';
import { CATALOGUE } from '../src/iam/index.ts';
import { serviceOf } from '../src/trail/mapping/event-service.ts';

/**
 * The known actions that are no API operation's name, out of the operations in botocore (Apache-2.0), which the lab's
 * Python has: AWS's pages call them "permission only". What botocore does not have, an operation of a console, say,
 * counts as none: of these nobody documents the events.
 * https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html
 */
export async function generatedActionsWithoutOperation(): Promise<string> {
  const operations = operationsIn(await botocoreData());
  const services = CATALOGUE.services.flatMap((prefix) => {
    const own = operations.get(prefix) ?? new Set();
    const actions = (CATALOGUE.service(prefix)?.actions ?? []).map(({ name }) => name);
    const without = actions.filter((name) => !own.has(name.toLowerCase()));
    return without.length === 0
      ? []
      : [[prefix, without.length === actions.length ? '*' : without.join(' ')]];
  });
  const facts = {
    notice: 'Made by node scripts/actions-without-operation.ts: do not edit.',
    date: CATALOGUE.date,
    services: Object.fromEntries(services),
  };
  return `${JSON.stringify(facts, null, 2)}\n`;
}

async function botocoreData(): Promise<string> {
  const library = join(dirname(await labPython()), '../lib');
  const [version = ''] = readdirSync(library);
  return join(library, version, 'site-packages/botocore/data');
}

/** In lower case, by the prefix of the service's actions. */
function operationsIn(data: string): ReadonlyMap<string, ReadonlySet<string>> {
  const operations = new Map<string, Set<string>>();
  for (const { folder, model } of modelsIn(data))
    for (const prefix of prefixesOf(folder, model)) {
      const own = operations.get(prefix) ?? new Set();
      operations.set(prefix, own);
      for (const name of Object.keys(model.operations)) own.add(name.toLowerCase());
    }
  return operations;
}

interface Model {
  readonly metadata: { readonly endpointPrefix: string; readonly signingName?: string };
  readonly operations: Readonly<Record<string, unknown>>;
}

function modelsIn(data: string): readonly { readonly folder: string; readonly model: Model }[] {
  const files = readdirSync(data, { recursive: true, encoding: 'utf8' }).sort();
  return files
    .filter((path) => path.endsWith('service-2.json.gz'))
    .map((path) => ({
      folder: path.split(/[\\/]/)[0] ?? '',
      model: JSON.parse(gunzipSync(readFileSync(join(data, path))).toString('utf8')) as Model,
    }));
}

/** The name that requests are signed for is mostly the actions' prefix; of the others the endpoint's tells, as events do. */
function prefixesOf(folder: string, { metadata }: Model): ReadonlySet<string> {
  const labels = [folder, metadata.signingName ?? '', metadata.endpointPrefix];
  const known = labels.map((label) =>
    serviceOf({ eventSource: `${label}.amazonaws.com`, requestParameters: null }),
  );
  return new Set(known.filter((prefix) => prefix !== null));
}

if (process.argv[1] === import.meta.filename)
  writeFileSync(
    join(import.meta.dirname, '../src/iam/least-privilege/actions-without-operation.json'),
    await generatedActionsWithoutOperation(),
  );
