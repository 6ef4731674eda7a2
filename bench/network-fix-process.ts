import { ClosingEdits } from '../src/network/edits/closing-edits.ts';
import { InternetExposure } from '../src/network/exposed/exposed.ts';
import { together } from '../src/network/exposed/together.ts';
import { generatedFront } from './generated-front.ts';

export interface NetworkFixFigures {
  readonly cpuSeconds: number;
  readonly exposures: number;
  readonly sets: number;
  readonly flows: number;
}

/** What `network-fix.ts` runs in a process of its own: `VPCS`. */
const facts = generatedFront({ vpcs: Number(process.argv[2]), interfacesPerGroup: 10 });
const before = process.cpuUsage();
const closing = new ClosingEdits(new InternetExposure(facts));
const closings = closing.internet
  .all()
  .flatMap((exposure) => together(exposure).map((traffic) => closing.of(exposure, traffic)));
const { user, system } = process.cpuUsage(before);
const sets = closings.flatMap((each) => each.sets);
const figures: NetworkFixFigures = {
  cpuSeconds: (user + system) / 1e6,
  exposures: closings.length,
  sets: sets.length,
  flows: sets.reduce((sum, { cuts }) => sum + cuts.flows.length, 0),
};
process.stdout.write(JSON.stringify(figures));
