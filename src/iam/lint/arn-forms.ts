import type { ActionCatalogue } from '../catalogue/action-catalogue.ts';
import { NO_COLON, NO_SLASH } from '../patterns-meet.ts';

/**
 * `arn:${Partition}:s3:::${BucketName}` as a pattern. What stands before the fifth colon has no colon in it, and the
 * name of a bucket no slash, else it would be an object's.
 */
export function formOf(arn: string): string {
  const known = formByArn.get(arn);
  if (known !== undefined) return known;
  let colons = 0;
  let form = '';
  for (const part of arn.split(/(\$\{[^}]*\})/)) {
    if (part === '${BucketName}') form += NO_SLASH;
    else if (part.startsWith('${')) form += colons < 5 ? NO_COLON : '*';
    else {
      form += part;
      colons += part.split(':').length - 1;
    }
  }
  formByArn.set(arn, form);
  return form;
}

const formByArn = new Map<string, string>();

const byCatalogue = new WeakMap<ActionCatalogue, ReadonlyMap<string, readonly string[]>>();

/** The forms of all ARNs that AWS documents, by the service that the ARN names (which is not always the prefix of its actions). */
export function arnFormsOf(catalogue: ActionCatalogue): ReadonlyMap<string, readonly string[]> {
  const found = byCatalogue.get(catalogue);
  if (found) return found;
  const forms = new Map<string, Set<string>>();
  for (const prefix of catalogue.services)
    for (const { arns } of catalogue.service(prefix)?.resourceTypes ?? [])
      for (const arn of arns) {
        const form = formOf(arn);
        const service = form.split(':')[2] ?? '';
        forms.set(service, (forms.get(service) ?? new Set()).add(form));
      }
  const sorted = new Map([...forms].map(([service, all]) => [service, [...all].sort()] as const));
  byCatalogue.set(catalogue, sorted);
  return sorted;
}
