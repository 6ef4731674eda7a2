import { assess } from '../src/assess/assess.ts';
import { keepYoungSpaceSmall } from '../src/cli/lean-memory.ts';
import { Inventory } from '../src/inventory/inventory.ts';
import { DEFAULT_SETTINGS } from '../src/model/settings.ts';
import type { Snapshot } from '../src/model/snapshot.ts';
import { CATALOGUE } from '../src/practices/catalogue.ts';
import type { Check } from '../src/practices/check.ts';
import { readSnapshot } from '../src/sources/snapshot-file/snapshot-file.ts';

/** What `assess.ts` runs in a process of its own: reads a snapshot file, judges it, and tells the CPU times. */
export interface AssessFigures {
  readonly resources: number;
  readonly findings: number;
  readonly errors: number;
  readonly checks: number;
  readonly readSeconds: number;
  readonly assessSeconds: number;
  readonly slowest: readonly CheckTime[];
}

export interface CheckTime {
  readonly id: string;
  readonly milliseconds: number;
  readonly resources: number;
}

keepYoungSpaceSmall(); // as the command line does
const [file = '', profile] = process.argv.slice(2);
const { value: snapshot, seconds: readSeconds } = await timed(() => readSnapshot(file));
const { value: assessment, seconds: assessSeconds } = await timed(() =>
  assess(snapshot, { checks: CATALOGUE }),
);
const figures: AssessFigures = {
  resources: snapshot.resources.length,
  findings: assessment.findings.length,
  errors: assessment.errors.length,
  checks: CATALOGUE.length,
  readSeconds,
  assessSeconds,
  slowest: profile === '--profile' ? slowest(snapshot) : [],
};
process.stdout.write(JSON.stringify(figures));

/** CPU seconds of all threads: garbage collection counts. */
async function timed<T>(run: () => T | Promise<T>): Promise<{ readonly value: T; readonly seconds: number }> {
  const before = process.cpuUsage();
  const value = await run();
  const { user, system } = process.cpuUsage(before);
  return { value, seconds: (user + system) / 1e6 };
}

/** Each check on an inventory where those before it have run: the first that wants a derivation pays for it. */
function slowest(judged: Snapshot): readonly CheckTime[] {
  const inventory = new Inventory(judged);
  const context = { inventory, settings: DEFAULT_SETTINGS, asOf: judged.header.asOf };
  const times = CATALOGUE.map((check: Check) => {
    const resources = inventory.of(check.resource);
    const startedAt = performance.now();
    for (const resource of resources) {
      try {
        check.evaluate(resource, context);
      } catch {
        // Counted among the assessment's errors.
      }
    }
    return { id: check.id, milliseconds: performance.now() - startedAt, resources: resources.length };
  });
  return times.sort((a, b) => b.milliseconds - a.milliseconds).slice(0, 10);
}
