import { type ExposureAnswer, exposureAnswer } from '../iam/answers/exposure-answer.ts';
import { EXPOSURE_TYPES, exposures, unlistedExposures } from '../inventory/exposure/exposures.ts';
import { Inventory } from '../inventory/inventory.ts';
import { nearest } from '../model/nearest.ts';
import type { ResourceType } from '../model/resource-types.ts';
import type { Snapshot } from '../model/snapshot.ts';
import { exposureText } from '../report/exposure/exposure-text.ts';
import { jsonDocument } from '../report/json/json-report.ts';
import { UsageError } from './errors.ts';
import { EXIT } from './exit-code.ts';
import { headOf } from './iam/answer-head.ts';
import type { Terminal } from './output-targets.ts';

export interface ExposureOptions {
  readonly bucket?: string | undefined;
  readonly resource?: string | undefined;
  /** CloudFormation types; none: all. */
  readonly type: readonly string[];
  readonly trustedAccounts: readonly string[];
}

/** Throws `UsageError` for a type that is none, and for a resource that was not read. */
export function findExposure(snapshot: Snapshot, options: ExposureOptions): ExposureAnswer {
  const inventory = new Inventory(snapshot);
  const types = typesOf(options);
  const resource = options.bucket ?? options.resource ?? null;
  const found = exposures(inventory, { types, resource, trustedAccounts: options.trustedAccounts });
  const unread = unlistedExposures(inventory, types).map(({ call, why }) => ({ call, why }));
  if (resource !== null && found.length === 0) throw new UsageError(notFound(resource, unread.length > 0));
  return exposureAnswer(headOf(snapshot), resource, found, unread);
}

function notFound(resource: string, incomplete: boolean): string {
  const more = incomplete ? '; some lists were not read, so that there may be one' : '';
  return `${resource}: no such resource was read, of a type that others can be let into${more}`;
}

function typesOf({ bucket, type }: ExposureOptions): readonly ResourceType[] {
  if (bucket !== undefined) return ['AWS::S3::Bucket'];
  return type.length === 0 ? EXPOSURE_TYPES : type.map(typeNamed);
}

function typeNamed(text: string): ResourceType {
  const found = EXPOSURE_TYPES.find((each) => each.toLowerCase() === text.toLowerCase());
  if (found) return found;
  const near = nearest(text, EXPOSURE_TYPES);
  const expected = near ?? `one of ${EXPOSURE_TYPES.join(', ')}`;
  throw new UsageError(`--type ${text}: no type that others can be let into; expected ${expected}`);
}

/** `external`: whatever is public is that too. */
export function exposureExitCode(
  { summary, unread }: ExposureAnswer,
  failOn: 'public' | 'external' | 'never',
): number {
  const { public: open, shared, unknown } = summary;
  const found = failOn === 'public' ? open : failOn === 'external' ? open + shared : 0;
  if (found > 0) return EXIT.findings;
  return unknown > 0 || unread.length > 0 ? EXIT.incomplete : EXIT.clean;
}

export function printedExposure(
  answer: ExposureAnswer,
  format: 'table' | 'json',
  terminal: Terminal,
): string {
  return format === 'json' ? [...jsonDocument(answer)].join('') : exposureText(answer, terminal);
}
