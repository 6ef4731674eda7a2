import { type Assessment, type CheckError, isMistake } from '../../model/assessment.ts';
import type { JsonObject } from '../../model/json.ts';
import { sarifText } from './sarif-text.ts';

/** What could not be read and which checks crashed: whoever reads results alone must not take them for the whole. */
export function sarifInvocation({ asOf, coverage, errors }: Assessment): JsonObject {
  const { complete, incompleteReason, denied, notEntered } = coverage;
  return {
    executionSuccessful: complete && errors.length === 0 && notEntered.length === 0,
    endTimeUtc: asOf,
    toolExecutionNotifications: [
      ...(complete ? [] : [notification('error', `Incomplete: ${incompleteReason ?? ''}.`)]),
      ...notEntered.map(({ account, roleArn, why }) =>
        notification('error', `Account ${account} could not be entered by ${roleArn}: ${why}.`),
      ),
      ...errors.map((error) => notification('error', errorText(error))),
      ...denied.map(({ call, account, regions, why }) =>
        notification('warning', `No answer to ${call} in ${account} (${regions.join(', ')}): ${why}.`),
      ),
    ],
  };
}

function notification(level: 'error' | 'warning', text: string): JsonObject {
  return { level, message: { text: sarifText(text) } };
}

function errorText(error: CheckError): string {
  const { check, resource, message } = error;
  return isMistake(error) ? `${resource}: ${message}.` : `Check ${check} crashed on ${resource}: ${message}.`;
}
