import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parsePolicyDocument } from '../policy-document.ts';
import { noNewAccess } from './no-new-access.ts';

/** Verdicts that AWS wrote for CheckNoNewAccess, and its managed policies: ../shared/data/iam/SOURCES.md. */
const FOLDER = join(import.meta.dirname, '../../../../shared/data/iam');
const isThere = existsSync(FOLDER);
if (!isThere) console.log('no-new-access.corpus.test.ts: ../shared is not there, so its cases are left out');

interface Case {
  readonly id: string;
  readonly reference: object;
  readonly candidate: object;
  readonly policyType: 'IDENTITY_POLICY' | 'RESOURCE_POLICY';
  readonly expected: 'PASS' | 'FAIL';
  readonly placeholders?: Readonly<Record<string, string>>;
}

const cases: readonly Case[] = isThere
  ? JSON.parse(readFileSync(join(FOLDER, 'no-new-access.shared.json'), 'utf8'))
  : [];

/**
 * Labelled FAIL because the candidate "grants access … on the sensitive network ACL", which the source's policy does
 * not: it names acl-123456, and the reference denies acl-sensitive alone.
 */
const MISLABELLED = 'identity-policies/check-access-to-sensitive-resource/ec2-network-acl#03';

test.skipIf(!isThere)("AWS's verdicts on new access", () => {
  const wrong = cases.filter((each) => {
    const verdict = noNewAccess(textOf(each, each.reference), textOf(each, each.candidate), {
      policyType: each.policyType === 'IDENTITY_POLICY' ? 'identity' : 'resource',
    });
    return verdict.answer !== (each.expected === 'PASS' ? 'proved' : 'refuted');
  });
  expect(wrong.map(({ id }) => id)).toEqual([MISLABELLED]);
});

function textOf({ placeholders = {} }: Case, policy: object): string {
  let text = JSON.stringify(policy);
  for (const [placeholder, value] of Object.entries(placeholders)) text = text.replaceAll(placeholder, value);
  return text;
}

const managed: readonly { readonly name: string; readonly document: object }[] = isThere
  ? readFileSync(join(FOLDER, 'aws-managed-policies.ndjson'), 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line))
  : [];

test.skipIf(!isThere)(
  "every fifteenth of AWS's managed policies allows nothing that itself does not",
  () => {
    for (const { name, document } of managed.filter((_, index) => index % 15 === 0)) {
      const text = JSON.stringify(document);
      const [one, same] = [parsePolicyDocument(text), parsePolicyDocument(`${text} `)];
      if ('error' in one || 'error' in same) throw new Error(name);
      expect({ name, answer: noNewAccess(one, same).answer }).toEqual({ name, answer: 'proved' });
    }
  },
  120_000,
);
