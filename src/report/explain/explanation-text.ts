import colors from 'picocolors';
import type { Explanation } from '../../assess/explanation.ts';
import type { Finding } from '../../model/finding.ts';
import { introducedSection } from '../introduction/introduced-section.ts';
import { printable } from '../printable.ts';
import { type Paint, SEVERITY_PAINT } from '../severity-paint.ts';
import type { TableOptions } from '../table/table-report.ts';
import { wrapped } from '../terminal-text.ts';
import { evidenceLines } from './evidence-lines.ts';

const MARGIN = '  ';

/** One finding for a terminal: what was found, why it matters, what it rests on, what to do. */
export function explanationText(explanation: Explanation, { color, width }: TableOptions): string {
  const paint = colors.createColors(color);
  const { finding, check } = explanation;
  const prose = (text: string): string => wrapped(printable(text), width, MARGIN);
  const sections = [
    heading(finding, paint, width),
    facts(explanation, paint),
    suppression(finding, paint, width),
    introducedSection(finding, { paint, width }),
    section('Why it matters', check ? prose(check.rationale) : '', paint),
    section('Evidence', indented(evidenceLines(finding.evidence)), paint),
    section('Calls that it rests on', calls(explanation, paint, width), paint),
    ...whatToDo(explanation, prose, paint),
    furtherReading(explanation, paint),
  ];
  return `${sections.filter((each) => each !== '').join('\n\n')}\n`;
}

function heading({ status, severity, check, summary, id }: Finding, paint: Paint, width: number): string {
  const verdict = VERDICTS[status](paint, severity);
  return `${verdict}  ${paint.bold(printable(check))}  ${paint.dim(id)}\n${wrapped(printable(summary), width, '')}`;
}

const VERDICTS: Readonly<Record<Finding['status'], (paint: Paint, severity: Finding['severity']) => string>> =
  {
    fail: (paint, severity) => SEVERITY_PAINT[severity](paint, `FAIL ${severity}`),
    unknown: (paint, severity) => paint.yellow(`UNKNOWN ${severity}`),
    pass: (paint) => paint.green('PASS'),
  };

function facts({ finding, practiceTitle, asOf, source }: Explanation, paint: Paint): string {
  const { resource, account, region, practice } = finding;
  const { type, id, arn, name, tags } = resource;
  const tagged = Object.entries(tags ?? {}).map(([key, value]) => `${key}=${value}`);
  const rows: readonly (readonly [string, string])[] = [
    ['Resource', `${type} ${name === null || name === id ? id : `${id} (${name})`}`],
    ['ARN', arn],
    ['Account', region === 'global' ? account : `${account}, ${region}`],
    ['Tags', tags === null ? 'not read' : tagged.join(', ') || 'none'],
    ['Practice', `${practice}. ${practiceTitle}`],
    ['As of', `${asOf.slice(0, 16).replace('T', ' ')} UTC, from ${source}`],
  ];
  return rows.map(([title, text]) => `${MARGIN}${paint.dim(title.padEnd(8))}  ${printable(text)}`).join('\n');
}

function suppression({ suppressed }: Finding, paint: Paint, width: number): string {
  if (!suppressed) return '';
  const { rule, reason, expires } = suppressed;
  const until = expires === null ? 'without an end' : `until ${expires}`;
  const text = `${reason} (${rule}, ${until})`;
  return section('Suppressed', wrapped(printable(text), width, MARGIN), paint);
}

function calls({ calls: all }: Explanation, paint: Paint, width: number): string {
  const rows = all.map(({ call, why }) =>
    why === null
      ? `${MARGIN}${printable(call)}  ${paint.dim('answered')}`
      : `${MARGIN}${printable(call)}  ${paint.yellow('no answer')}\n${wrapped(printable(why), width, `${MARGIN}${MARGIN}`)}`,
  );
  return rows.join('\n');
}

function whatToDo(
  { finding, fix }: Explanation,
  prose: (text: string) => string,
  paint: Paint,
): readonly string[] {
  if (finding.status === 'pass') return [];
  if (finding.status === 'unknown')
    return [
      section(
        'What to do',
        prose('Let the scanner make the calls without answer; `rampart role` prints the policy for it.'),
        paint,
      ),
    ];
  return [
    section('What to do', prose(finding.remediation), paint),
    section('By the AWS CLI', code(fix?.cli ?? null), paint),
    section('By Terraform', code(fix?.terraform ?? null), paint),
  ];
}

/** Never wrapped: it is there to be copied. */
function code(text: string | null): string {
  return text === null ? '' : indented(text.trimEnd().split('\n').map(printable));
}

function furtherReading({ finding, check }: Explanation, paint: Paint): string {
  const lines = [
    ['Controls', finding.controls.join(', ')],
    ['Elsewhere', check?.equivalents.join(', ') ?? ''],
    ['Page', check?.page ?? ''],
  ].filter(([, text]) => text !== '');
  if (!check)
    lines.push(['Note', `this rampart has no check ${finding.check}: another version made the assessment`]);
  return lines
    .map(([title = '', text = '']) => `${MARGIN}${paint.dim(title.padEnd(9))}  ${printable(text)}`)
    .join('\n');
}

function section(title: string, body: string, paint: Paint): string {
  return body === '' ? '' : `${paint.bold(title)}\n${body}`;
}

function indented(lines: readonly string[]): string {
  return lines.map((line) => `${MARGIN}${line}`).join('\n');
}
