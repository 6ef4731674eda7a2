import type { Finding, Suppression } from '../../model/finding.ts';
import type { JsonObject } from '../../model/json.ts';
import type { Introduction } from '../../model/trail-change.ts';
import { clipped } from '../clipped.ts';
import { printable } from '../printable.ts';
import { LEVELS } from './sarif-level.ts';
import { sarifText } from './sarif-text.ts';

/** The base of the paths below, which says that they are no files. */
export const RESOURCES = 'AWS';

export function sarifResult(finding: Finding, ruleIndex: number): JsonObject {
  const {
    check,
    status,
    severity,
    practice,
    summary,
    account,
    region,
    evidence,
    id,
    suppressed,
    introducedBy,
  } = finding;
  return {
    ruleId: check,
    ruleIndex,
    ...KINDS[status],
    ...(status === 'fail' ? { level: LEVELS[severity] } : {}),
    message: { text: sarifText(summary) },
    locations: [location(finding)],
    // GitHub goes by the first alone; https://docs.github.com/en/code-security/reference/code-scanning/sarif-files/sarif-support
    partialFingerprints: { primaryLocationLineHash: `${id}:1`, 'rampartFindingId/v1': id },
    ...(suppressed ? { suppressions: [suppression(suppressed)] } : {}),
    properties: {
      account,
      region,
      severity,
      practice,
      evidence,
      ...(introducedBy && { introducedBy: introduction(introducedBy) }),
    },
  };
}

/** Without the changes before it, which `explain` tells. */
function introduction(found: Introduction): JsonObject {
  if (found.kind !== 'event') return { ...found };
  return { kind: found.kind, names: found.names, event: { ...found.event } };
}

/** Whatever is no failure has no level: https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html (3.27.9, 3.27.10) */
const KINDS = {
  fail: { kind: 'fail' },
  unknown: { kind: 'open', level: 'none' },
  pass: { kind: 'pass', level: 'none' },
} as const;

function suppression({ rule, reason, expires }: Suppression): JsonObject {
  return {
    kind: 'external',
    status: 'accepted',
    justification: printable(reason),
    properties: { rule, expires },
  };
}

/**
 * GitHub refuses a file in which a result has no physical location. A resource stands in no file, so this is a path
 * that no repository holds, made of what tells the resource: GitHub shows it with the note that it has no such file.
 */
function location(finding: Finding): JsonObject {
  const { resource } = finding;
  return {
    physicalLocation: {
      artifactLocation: { uri: resourcePath(finding), uriBaseId: RESOURCES },
      region: { startLine: 1, startColumn: 1, endLine: 1, endColumn: 1 },
    },
    logicalLocations: [
      {
        name: printable(resource.name ?? resource.id),
        fullyQualifiedName: printable(resource.arn),
        kind: 'resource',
      },
    ],
  };
}

function resourcePath({ account, region, resource }: Finding): string {
  const type = resource.type.replaceAll('::', '.');
  return ['aws', account, region, type, resource.id].map(segment).join('/');
}

const LONGEST_SEGMENT = 200;

/** RFC 3986's unreserved characters stay. No dot segment, which would lead elsewhere. */
function segment(text: string): string {
  const whole = clipped(text.toWellFormed(), LONGEST_SEGMENT);
  const encoded = encodeURIComponent(whole).replace(/[!'()*]/g, percent);
  return /^\.*$/.test(encoded) ? `_${encoded}` : encoded;
}

function percent(character: string): string {
  return `%${character.charCodeAt(0).toString(16).toUpperCase()}`;
}
