import { type Assessment, isMistake, SETTINGS_FILE } from '../../../model/assessment.ts';
import { html, type Markup } from '../markup.ts';
import { accountLabel, counted, number } from './words.ts';

/** What a reader must know before believing any figure below it. */
export function notices(assessment: Assessment): readonly Markup[] {
  return noticesOf(assessment).map((text) => html`<p class="notice">${text}</p>`);
}

const MOST_NAMED = 5;

function noticesOf({ coverage, errors, findings, summary }: Assessment): readonly string[] {
  const { complete, incompleteReason, notEntered } = coverage;
  const crashed = errors.filter((each) => !isMistake(each));
  const judged = summary.fail + summary.unknown + summary.pass + summary.suppressed;
  const said: (string | null)[] = [
    complete
      ? null
      : `This assessment is incomplete: ${incompleteReason ?? 'the reading broke off'}. What was not read is not judged.`,
    notEntered.length === 0
      ? null
      : `${counted(notEntered.length, 'account')} could not be entered, so nothing of ${notEntered.length === 1 ? 'it' : 'them'} was judged: ${named(notEntered.map(accountLabel))}.`,
    crashed.length === 0
      ? null
      : `Checks crashed on ${counted(crashed.length, 'resource')}, which they do not judge: ${named([...new Set(crashed.map((each) => each.check))])}. That is a fault of Rampart.`,
    crashed.length === errors.length
      ? null
      : `Settings of ${SETTINGS_FILE} mean nothing here: ${named(errors.filter(isMistake).map((each) => each.message))}.`,
    findings.length === judged
      ? null
      : `This file was asked to hold some findings only: ${number(findings.length)} of ${number(judged)}. States and totals of the practices count all of them.`,
  ];
  return said.filter((text) => text !== null);
}

function named(names: readonly string[]): string {
  const rest = names.length - MOST_NAMED;
  return names.slice(0, MOST_NAMED).join(', ') + (rest > 0 ? ` and ${number(rest)} more` : '');
}
