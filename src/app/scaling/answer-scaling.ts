import type { Snapshot } from '../../model/snapshot.ts';
import type { SurgeSettings } from '../../model/surge-settings.ts';
import { scalingSvg } from '../../report/scaling/scaling-svg.ts';
import { writeWhole } from '../../sources/whole-file.ts';
import type { Terminal } from '../output-targets.ts';
import { preparePath } from '../prepare-path.ts';
import { readRecordedLoad } from './read-recorded-load.ts';
import {
  printedSimulation,
  type SimulateOptions,
  simulateExitCode,
  simulateScaling,
} from './simulate-scaling.ts';

export interface AskedScaling extends Omit<SimulateOptions, 'surge' | 'load'> {
  readonly load?: string;
  readonly launchSeconds?: number;
  readonly bootSeconds?: number;
  /** Where the picture goes. */
  readonly svg?: string;
  readonly output: 'table' | 'json';
}

const RECORDED = 'recorded:';

/** Reads a recorded load, simulates, writes the picture. Rejects with `UsageError`. */
export async function answerScaling(
  snapshot: Snapshot,
  settings: SurgeSettings,
  asked: AskedScaling,
  terminal: Terminal,
): Promise<{ readonly text: string; readonly exitCode: number }> {
  const { load: given, launchSeconds = settings.launchSeconds, bootSeconds = settings.bootSeconds } = asked;
  const load = given?.startsWith(RECORDED) ? await readRecordedLoad(given.slice(RECORDED.length)) : given;
  const { load: _, ...rest } = asked;
  const surge = { ...settings, launchSeconds, bootSeconds };
  const document = simulateScaling(snapshot, { ...rest, surge, ...(load === undefined ? {} : { load }) });
  if (asked.svg !== undefined) {
    await preparePath(asked.svg);
    await writeWhole(asked.svg, [scalingSvg(document)]);
  }
  return { text: printedSimulation(document, asked.output, terminal), exitCode: simulateExitCode(document) };
}
