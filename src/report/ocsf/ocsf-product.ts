import type { Severity } from '../../model/finding.ts';
import type { JsonObject } from '../../model/json.ts';

export const OCSF_VERSION = '1.8.0';

const SEVERITIES: Readonly<Record<Severity, { readonly id: number; readonly name: string }>> = {
  critical: { id: 5, name: 'Critical' },
  high: { id: 4, name: 'High' },
  medium: { id: 3, name: 'Medium' },
  low: { id: 2, name: 'Low' },
  info: { id: 1, name: 'Informational' },
};

export function ocsfSeverity(severity: Severity): JsonObject {
  const { id, name } = SEVERITIES[severity];
  return { severity_id: id, severity: name };
}

/** `code`: of the check, or the rule. */
export function ocsfMetadata(code: string, version: string, originalTime: string): JsonObject {
  return {
    version: OCSF_VERSION,
    profiles: ['cloud'],
    product: { uid: 'rampart', name: 'Rampart', vendor_name: 'Rampart', version },
    event_code: code,
    original_time: originalTime,
  };
}

export function ocsfAccount(account: string): JsonObject {
  return { uid: account, type_id: 10, type: 'AWS Account' };
}
