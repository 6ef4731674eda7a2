import { expect, test } from 'vitest';
import { refuseForeignAnswer } from './answer-guard.ts';

function answer(text: string, statusCode = 200): () => void {
  return () =>
    refuseForeignAnswer({ statusCode, headers: { 'content-type': 'text/html' }, body: Buffer.from(text) });
}

test.each([
  ['JSON', '{"Vpcs":[]}'],
  ['an empty body', ''],
  ['XML', '<?xml version="1.0"?>\n<ListBucketsResult xmlns="x"><Buckets/></ListBucketsResult>\n'],
  ['an empty XML element', '<LocationConstraint xmlns="x"/>'],
  ['a prefixed root', '<ns:Answer><a/></ns:Answer>'],
])('lets %s pass', (_name, text) => {
  expect(answer(text)).not.toThrow();
});

test.each(['<!DOCTYPE html><html><body>Sign in</body></html>', '  <html>', '<!doctype HTML>'])(
  'refuses the web page %s',
  (text) => {
    expect(answer(text)).toThrow(/web page \(HTTP 200/);
  },
);

test('a web page with 500 is an operation that the server lacks, one with 200 is worth a repeat', () => {
  expect(answer('<html>', 500)).toThrow(expect.objectContaining({ kind: 'unsupported' }));
  expect(answer('<html>', 200)).toThrow(expect.objectContaining({ kind: 'transient' }));
});

test('refuses XML that was cut off anywhere', () => {
  const whole =
    '<?xml version="1.0"?><DescribeVpcsResponse><requestId/><vpcSet><item><vpcId>vpc-1</vpcId></item></vpcSet></DescribeVpcsResponse>';
  for (let length = 1; length < whole.length; length++)
    expect(answer(whole.slice(0, length)), `at ${length}`).toThrow(/before its end/);
});

test('refuses an error in JSON that was cut off, and leaves other JSON to the SDK', () => {
  const whole = '{"__type":"AccessDeniedException","message":"no"}';
  expect(answer(whole, 400)).not.toThrow();
  for (let length = 1; length < whole.length; length++)
    expect(answer(whole.slice(0, length), 400), `at ${length}`).toThrow(/before its end/);
  expect(answer(whole.slice(0, 9), 200)).not.toThrow();
});
