import type { Tags } from '../../model/resource.ts';

/** AWS's two spellings of a tag list, as the model has it. */
export function tagsOf(
  tags: readonly { readonly Key?: string | undefined; readonly Value?: string | undefined }[] | undefined,
): Tags {
  return Object.fromEntries(
    (tags ?? []).flatMap((tag) => (tag.Key === undefined ? [] : [[tag.Key, tag.Value ?? '']])),
  );
}

/** ISO 8601 UTC to the second for an SDK date (or the text of `aws` CLI output), null for none. */
export function isoTime(time: Date | string | number | undefined): string | null {
  if (time === undefined) return null;
  const date = time instanceof Date ? time : new Date(typeof time === 'number' ? time * 1000 : time);
  return Number.isNaN(date.getTime()) ? null : date.toISOString();
}

/** `name` for a resource whose Name tag says one: spread it, `...nameOf(tags)`. */
export function nameOf(tags: Tags): { readonly name?: string } {
  return tags['Name'] ? { name: tags['Name'] } : {};
}
