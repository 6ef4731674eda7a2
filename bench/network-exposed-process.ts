import { InternetExposure } from '../src/network/exposed/exposed.ts';
import { generatedNetwork } from './generated-network.ts';

export interface NetworkExposedFigures {
  readonly cpuSeconds: number;
  readonly exposed: number;
  readonly ranges: number;
}

/** What `network-exposed.ts` runs in a process of its own: `INTERFACES SHAPES`, 0 shapes for all random. */
const [interfaces, shapes] = process.argv.slice(2).map(Number);
const facts = generatedNetwork({
  interfaces: interfaces ?? 0,
  groups: 500,
  rulesPerGroup: 60,
  subnets: 60,
  shapes: shapes || null,
});
// What the generator left behind is not the engine's to clear.
globalThis.gc?.();
const before = process.cpuUsage();
const found = new InternetExposure(facts).all();
const { user, system } = process.cpuUsage(before);
const figures: NetworkExposedFigures = {
  cpuSeconds: (user + system) / 1e6,
  exposed: found.filter(({ by }) => by.length > 0).length,
  ranges: found.reduce(
    (sum, { by }) =>
      sum + by.flatMap(({ parts }) => parts).reduce((inner, { segments }) => inner + segments.length, 0),
    0,
  ),
};
process.stdout.write(JSON.stringify(figures));
