import { z } from 'zod';

/** A schema's `error` is what it expects, as it stands after "expected": `a whole number from 1 to 12`. */
type Expected = string;

/** A mapping that knows its keys; any other is refused, and the message of that issue is their list. */
export function mapping<Shape extends z.ZodRawShape>(
  shape: Shape,
  expected: Expected,
): z.ZodObject<Shape, z.core.$strict> {
  const known = Object.keys(shape).join(', ');
  return z.strictObject(shape, {
    error: (issue) => (issue.code === 'unrecognized_keys' ? known : expected),
  });
}

/** A value, or a list of such values of which any may hold. INVARIANT: the list is the last of the two. */
export function oneOrMany<Item extends z.ZodType>(item: Item, expected: Expected): OneOrMany<Item> {
  const list = z.array(item).min(1, { error: expected });
  return z.union([item, list]).transform((value) => [value].flat() as z.infer<Item>[]);
}

export type OneOrMany<Item extends z.ZodType> = z.ZodPipe<
  z.ZodUnion<readonly [Item, z.ZodArray<Item>]>,
  z.ZodTransform<z.infer<Item>[], z.infer<Item> | z.infer<Item>[]>
>;

export function listOf<Item extends z.ZodType>(item: Item, expected: Expected): z.ZodArray<Item> {
  return z.array(item, { error: expected });
}

export function text(pattern: RegExp, expected: Expected): z.ZodString {
  return z.string({ error: expected }).regex(pattern, { error: expected });
}

/** In the file it may stand without quotes; the published schema, which editors hold against the file, allows that. */
export const accountId = text(/^\d{12}$/, 'an account id of twelve digits').meta({
  type: ['string', 'integer'],
});

/** The tags that must all be there, their values exact or as globs. */
export const tagGlobs = z
  .record(z.string(), z.string({ error: 'the value of a tag, exact or a glob' }), {
    error: 'a mapping of tags to their values',
  })
  .refine((tags) => Object.keys(tags).length > 0, { error: 'at least one tag' });
