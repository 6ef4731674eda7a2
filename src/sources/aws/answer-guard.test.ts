import { expect, test } from 'vitest';
import { refuseForeignAnswer } from './answer-guard.ts';

function answer(text: string, statusCode = 200, isHandedOn = false): () => void {
  const headers = { 'content-type': 'text/html' };
  return () => refuseForeignAnswer({ statusCode, headers, body: Buffer.from(text), isHandedOn });
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

test("refuses a bucket's policy that was cut off, which the SDK hands on as it is", () => {
  const whole = '{"Version":"2012-10-17","Statement":[{"Effect":"Allow"}]}';
  expect(answer(whole, 200, true)).not.toThrow();
  for (let length = 1; length < whole.length; length++)
    expect(answer(whole.slice(0, length), 200, true), `at ${length}`).toThrow(/before its end/);
});
