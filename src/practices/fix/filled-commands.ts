import type { Finding } from '../../model/finding.ts';
import {
  eachItem,
  type Filling,
  fillingOf,
  placeholdersOf,
  repeatedList,
  replacePlaceholders,
  type Scalar,
  unfilled,
  valueOf,
} from './placeholder.ts';
import { isPlain, jsonInQuotes, jsonValueInQuotes, shellArgument } from './shell-argument.ts';

/**
 * Fills commands of the AWS CLI. A template's word is bare or stands wholly in single quotes, most often as JSON. What
 * is filled in stays within its word, whatever it holds, and is never taken for an option or for the name of a file.
 */
export function filledCommands(template: string, finding: Finding): string {
  return template
    .split('\n')
    .flatMap((line) => repeated(line, finding))
    .join('\n');
}

function repeated(line: string, finding: Finding): readonly string[] {
  const list = repeatedList(line);
  const findings = list === null ? [finding] : eachItem(list, finding);
  return findings.map((each) => filledLine(line, each));
}

/** `# Once nobody uses it: aws …` is a command for later. */
const LATER = /^(#[^:]*: )(aws .*)$/;

function filledLine(line: string, finding: Finding): string {
  const [, remark, later] = LATER.exec(line) ?? [];
  if (remark && later) return `${filledRemark(remark, finding)}${filledCommand(later, finding)}`;
  return line.startsWith('#') ? filledRemark(line, finding) : filledCommand(line, finding);
}

function filledCommand(line: string, finding: Finding): string {
  if (placeholdersOf(line).length === 0) return line;
  const [first = '', ...rest] = wordsOf(line);
  let filled = filledWord(first, '', finding);
  let previous = first;
  for (const word of rest) {
    const text = filledWord(word, previous, finding);
    filled += isOption(previous) && mistakable(word, text) ? `=${text}` : ` ${text}`;
    previous = word;
  }
  return filled;
}

/** Quoted here too: a zsh at its prompt runs a line that begins with `#`. */
function filledRemark(line: string, finding: Finding): string {
  return replacePlaceholders(line, (placeholder) => {
    const filling = fillingOf(placeholder, finding);
    const values = typeof filling === 'object' ? filling : [filling ?? unfilled(placeholder)];
    return [...new Set(values)]
      .map((value) => shellArgument(String(value)) ?? unfilled(placeholder))
      .join(', ');
  });
}

const wordsOf = (line: string): readonly string[] => line.match(/(?:'[^']*'|[^ '])+/g) ?? [];

function filledWord(word: string, previous: string, finding: Finding): string {
  if (placeholdersOf(word).length === 0) return word;
  if (/^'[[{]/.test(word)) return filledJson(word, finding);
  if (word.startsWith("'")) return knownParts(word, finding);
  const filling = placeholdersOf(word)[0] === word ? fillingOf(word, finding) : undefined;
  if (typeof filling === 'object') return severalArguments(filling) ?? unfilled(word);
  return oneArgument(word, previous, finding);
}

function severalArguments(values: readonly Scalar[]): string | null {
  const texts = values.map((value) => argument(String(value)));
  return texts.some((text) => text === null || looksLikeOption(text)) ? null : texts.join(' ');
}

function oneArgument(word: string, previous: string, finding: Finding): string {
  const values = placeholdersOf(word).map((each) => single(fillingOf(each, finding)));
  if (values.includes(null)) return knownParts(word, finding);
  const text = replacePlaceholders(word, (placeholder, before) =>
    withinShorthand(single(fillingOf(placeholder, finding)) ?? '', before),
  );
  const quoted = argument(text);
  const misplaced = quoted !== null && mistakable(word, quoted) && !isOption(previous);
  return quoted === null || misplaced ? replacePlaceholders(word, unfilled) : quoted;
}

/** `arn:aws:s3:::<BUCKET>`: what is known and inert with or without quotes, beside what is not. */
function knownParts(word: string, finding: Finding): string {
  return replacePlaceholders(word, (placeholder, before) => {
    const value = single(fillingOf(placeholder, finding));
    return value !== null && before !== '' && isPlain(value) ? value : unfilled(placeholder);
  });
}

const single = (filling: Filling): string | null =>
  filling === undefined || typeof filling === 'object' ? null : String(filling);

/**
 * In `Key=name,Value={id}` a text with a comma, a bracket or the like stands in double quotes of its own
 * (https://docs.aws.amazon.com/cli/latest/userguide/cli-usage-shorthand.html).
 */
function withinShorthand(value: string, before: string): string {
  return before.endsWith('=') && !/^[\w./:@+-]+$/.test(value)
    ? `"${value.replace(/["\\]/g, '\\$&')}"`
    : value;
}

/** Null: the AWS CLI would read a file or fetch an address in its place, or no argument can hold it. */
function argument(text: string): string | null {
  return /^(fileb?|https?):\/\//.test(text) ? null : shellArgument(text);
}

const isOption = (word: string): boolean => /^--[a-z0-9-]+$/.test(word);

/** A filled word that begins with a dash of its own: the CLI would take it for an option. */
const mistakable = (word: string, text: string): boolean => !word.startsWith('-') && looksLikeOption(text);

const looksLikeOption = (text: string): boolean => /^(?:\$?')?-/.test(text);

function filledJson(word: string, finding: Finding): string {
  return replacePlaceholders(word, (placeholder, before) => {
    if (!insideString(before))
      return jsonValueInQuotes(valueOf(placeholder, finding) ?? unfilled(placeholder));
    const text = single(fillingOf(placeholder, finding));
    return text === null ? unfilled(placeholder) : jsonInQuotes(text);
  });
}

/** After an odd number of double quotes; templates hold none that is escaped. */
const insideString = (before: string): boolean => before.split('"').length % 2 === 0;
