import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { jsonDocument } from '../../report/json/json-report.ts';
import { verifyText } from '../../report/trail/verify-text.ts';
import { hasDigests, type VerifyDocument } from '../../trail/answers/verify-document.ts';
import { verifyTrail } from '../../trail/verify/verify.ts';
import { EXIT } from '../exit-code.ts';
import type { Terminal } from '../output-targets.ts';
import { TOOL } from '../tool.ts';
import { asTrailUsage } from './as-usage.ts';
import { publicKeysIn, publicKeysOf } from './public-keys.ts';
import { openLogSource, type SourceOptions } from './source-of.ts';

export interface VerifyTrailOptions extends SourceOptions {
  /** A file with the keys; else CloudTrail is asked. */
  readonly publicKeys?: string | undefined;
  readonly signal: AbortSignal;
}

/** Whether the log files are those that CloudTrail delivered, and all of them. */
export function verifyLogFiles(where: string, options: VerifyTrailOptions): Promise<VerifyDocument> {
  return asTrailUsage(async () => {
    const { publicKeys, profile, signal, from, to } = options;
    const given = publicKeys === undefined ? null : await publicKeysIn(publicKeys);
    const { source, close } = await openLogSource(where, { ...options, withDigests: true });
    const scratch = await mkdtemp(join(tmpdir(), 'rampart-verify-'));
    try {
      const answer = await verifyTrail(source, {
        scratch,
        signal,
        from: from?.slice(0, 10),
        until: source.signature ? endOf(to, new Date().toISOString()) : undefined,
        keysFor: async (digests) => given ?? publicKeysOf(digests, profile, signal),
      });
      return { schemaVersion: 1, tool: TOOL, source: source.name, ...answer };
    } finally {
      close();
      await rm(scratch, { recursive: true, force: true });
    }
  });
}

/** The time that was asked for, of a day its end, or now; a copy may be of any time. */
function endOf(to: string | undefined, now: string): string {
  const end = to?.replace(MIDNIGHT, 'T23:59:59Z') ?? now;
  return end < now ? end : now;
}

const MIDNIGHT = /T00:00:00(\.0+)?Z$/;

/** What is not proved may be right: it is no finding, and no clean answer. */
export function verifyExitCode(answer: VerifyDocument): number {
  const { faults, gaps, since } = answer;
  if (faults.some(({ fault }) => fault !== 'unproved') || gaps.length > 0) return EXIT.findings;
  return faults.length + since.length > 0 || !hasDigests(answer) ? EXIT.incomplete : EXIT.clean;
}

export function printedVerification(
  answer: VerifyDocument,
  format: 'table' | 'json',
  terminal: Terminal,
): string {
  return format === 'json' ? [...jsonDocument(answer)].join('') : verifyText(answer, terminal);
}
