import type { JsonObject } from '../../model/json.ts';
import { PRACTICES } from '../../model/practice.ts';
import type { CheckText } from '../check-text.ts';
import { markdownText } from '../markdown/markdown-text.ts';
import { LEVELS, SECURITY_SEVERITIES } from './sarif-level.ts';
import { sarifText } from './sarif-text.ts';

/** A check as a rule: why, what to do, and the fix as a pattern whose `{…}` a finding fills. */
export function sarifRule(check: CheckText): JsonObject {
  return {
    id: check.id,
    name: ruleName(check.id),
    shortDescription: { text: sarifText(`${check.title}.`) },
    fullDescription: { text: sarifText(check.rationale) },
    help: { text: sarifText(helpText(check)), markdown: helpMarkdown(check) },
    defaultConfiguration: { level: LEVELS[check.severity] },
    properties: {
      tags: ['security', 'aws', `practice-${check.practice}`],
      precision: 'very-high',
      'security-severity': SECURITY_SEVERITIES[check.severity],
      severity: check.severity,
      practice: check.practice,
      controls: check.controls,
    },
  };
}

/** `s3-bucket-versioning` as an identifier of a class, which SARIF asks of a rule's name. */
function ruleName(id: string): string {
  return id.replace(/(?:^|[^A-Za-z0-9]+)([A-Za-z0-9]?)/g, (_, first: string) => first.toUpperCase());
}

function helpText({ title, rationale, remediation, practice }: CheckText): string {
  return `Expected: ${title}. Why: ${rationale} What to do: ${remediation} Practice ${practice}: ${practiceTitle(practice)}.`;
}

function helpMarkdown({ title, rationale, remediation, practice, controls, fix }: CheckText): string {
  const parts = [
    `**Expected:** ${markdownText(title)}.`,
    `**Why:** ${markdownText(rationale)}`,
    `**What to do:** ${markdownText(remediation)}`,
    ...(fix?.cli ? [fenced('sh', fix.cli)] : []),
    ...(fix?.terraform ? [fenced('hcl', fix.terraform)] : []),
    `Practice ${practice}: ${markdownText(practiceTitle(practice))}.`,
    ...(controls.length > 0 ? [`Controls: ${controls.map(markdownText).join(', ')}.`] : []),
  ];
  return parts.join('\n\n');
}

function fenced(language: string, code: string): string {
  return `\`\`\`\`${language}\n${code.trimEnd()}\n\`\`\`\``;
}

function practiceTitle(practice: number): string {
  return PRACTICES[practice - 1]?.title ?? '';
}
