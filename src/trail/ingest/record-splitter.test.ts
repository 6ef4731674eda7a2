import fc from 'fast-check';
import { expect, test } from 'vitest';
import { NotALog, splitRecords } from './record-splitter.ts';

async function* inPieces(text: string, size: number): AsyncGenerator<Buffer> {
  const bytes = Buffer.from(text);
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

async function recordsOf(text: string, size = 7): Promise<readonly string[]> {
  const found: string[] = [];
  for await (const record of splitRecords(inPieces(text, size)))
    found.push('bytes' in record ? record.bytes.toString() : `${record.tooLarge} bytes`);
  return found;
}

test('LAW: whatever the records are and wherever the pieces end, each comes as it stands', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.jsonValue()), fc.integer({ min: 1, max: 50 }), async (records, size) => {
      const found = await recordsOf(JSON.stringify({ Records: records }), size);
      expect(found).toEqual(records.map((each) => JSON.stringify(each)));
    }),
  );
});

test('white space may stand anywhere between', async () => {
  const found = await recordsOf(' {\n "Records" : [\n {"a": [1, 2]} ,\n "b" ]\n}\n');
  expect(found.map((each) => each.trim())).toEqual(['{"a": [1, 2]}', '"b"']);
  expect(await recordsOf('{"Records":[ ]}')).toEqual([]);
});

test('a record that is no JSON does not hide the next', async () => {
  expect(await recordsOf('{"Records":[{"a":nope},{"b":1}]}')).toEqual(['{"a":nope}', '{"b":1}']);
});

test('a list without an end, and another beginning, are told', async () => {
  await expect(recordsOf('{"Records":[{"a":1},{"b"')).rejects.toThrow(NotALog);
  await expect(recordsOf('{"Records":[{"a":1}')).rejects.toThrow(/cut short/);
  await expect(recordsOf('[]')).rejects.toThrow(/does not begin/);
  await expect(recordsOf(`${' '.repeat(9000)}{"Records":[]}`)).rejects.toThrow(NotALog);
});

test('a record over the limit is measured, not held', async () => {
  const large = `{"a":"${'x'.repeat(16 * 1024 * 1024)}"}`;
  const found = await recordsOf(`{"Records":[${large},{"b":1}]}`, 1 << 20);
  expect(found).toEqual([`${large.length} bytes`, '{"b":1}']);
});
