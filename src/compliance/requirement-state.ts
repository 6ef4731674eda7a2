import type { RequirementCoverage, RequirementState } from '../model/compliance.ts';
import type { Tally } from './tally.ts';

/** What is to be known beside the findings. */
export interface Circumstances {
  readonly coverage: RequirementCoverage;
  /** Checks of the requirement that the scan left out. */
  readonly notRun: readonly string[];
  readonly crashed: readonly string[];
  /** Why the reading broke off; null: it did not. */
  readonly incomplete: string | null;
  /** Regions that an account uses and that were not read. */
  readonly skippedRegions: readonly string[];
}

export interface StateAndReason {
  readonly state: RequirementState;
  readonly why: string | null;
}

/**
 * A failure is certain whatever else is not known, so it comes first; then what is not known, which may be a failure;
 * then what somebody has accepted. Only what is left can be met. INVARIANT: nothing unknown, unjudged or suppressed
 * becomes `met` (docs/decisions/0015).
 */
export function stateOf(counted: Tally, circumstances: Circumstances): StateAndReason {
  const { coverage, skippedRegions } = circumstances;
  if (coverage === 'none') return { state: 'not-covered', why: null };
  if (counted.fail > 0) return { state: 'not-met', why: null };
  const doubts = doubtsAbout(counted, circumstances);
  if (doubts.length > 0) return { state: 'not-assessed', why: sentence(doubts.join('; ')) };
  if (counted.suppressed > 0) return { state: 'excepted', why: sentence(exception(counted)) };
  if (counted.pass === 0) return { state: 'not-assessed', why: 'Nothing that it applies to was found.' };
  if (counted.isRegional && skippedRegions.length > 0)
    return { state: 'met-in-part', why: sentence(`Not read: ${few(skippedRegions)}`) };
  return { state: coverage === 'full' ? 'met' : 'met-in-part', why: null };
}

function doubtsAbout(
  { unknown, missing }: Tally,
  { notRun, crashed, incomplete }: Circumstances,
): readonly string[] {
  const want = missing.length > 0 ? `, for want of ${few(missing)}` : '';
  return [
    ...(unknown > 0 ? [`${unknown} ${unknown === 1 ? 'answer is' : 'answers are'} unknown${want}`] : []),
    ...(notRun.length > 0 ? [`not run: ${few(notRun)}`] : []),
    ...(crashed.length > 0 ? [`crashed: ${few(crashed)}`] : []),
    ...(incomplete === null ? [] : [`the reading broke off: ${incomplete}`]),
  ];
}

function exception({ suppressed, reasons }: Tally): string {
  return `${suppressed} ${suppressed === 1 ? 'failure is' : 'failures are'} suppressed: ${few(reasons)}`;
}

const SHOWN = 3;

function few(texts: readonly string[]): string {
  const rest = texts.length - SHOWN;
  return `${texts.slice(0, SHOWN).join(', ')}${rest > 0 ? ` and ${rest} more` : ''}`;
}

function sentence(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}${text.endsWith('.') ? '' : '.'}`;
}
