import fc from 'fast-check';
import { expect, test } from 'vitest';
import { IntentError, parseIntent } from './parse-intent.ts';

const NAMES = ['web', 'db', 'office-net'];
const internet = { kind: 'internet' };
const anything = { kind: 'anything' };
const named = (name: string): object => ({ kind: 'selector', name });
const all = [{ protocol: 'any', ports: null }];
const tcp = (from: number, to = from): object => ({ protocol: 'tcp', ports: { from, to } });

test.each([
  [
    'allow internet -> web tcp/443',
    { effect: 'allow', from: internet, to: named('web'), traffic: [tcp(443)] },
  ],
  ['deny db -> internet', { effect: 'deny', from: named('db'), to: internet, traffic: all, except: [] }],
  [
    'deny internet -> * except web tcp/443',
    { from: internet, to: anything, traffic: all, except: [{ to: named('web'), traffic: [tcp(443)] }] },
  ],
  ['allow web->db tcp/80,443', { from: named('web'), to: named('db'), traffic: [tcp(80), tcp(443)] }],
  [
    'allow office-net  ->  db tcp/1-65535, udp,icmp any',
    {
      traffic: [tcp(1, 65_535), { protocol: 'udp', ports: null }, { protocol: 'icmp', ports: null }, ...all],
    },
  ],
  [
    'deny * -> web except web tcp except db',
    {
      except: [
        { to: named('web'), traffic: [{ protocol: 'tcp', ports: null }] },
        { to: named('db'), traffic: all },
      ],
    },
  ],
])('%s', (text, meaning) => {
  expect(parseIntent(text, NAMES)).toMatchObject({ text, ...meaning });
});

test.each([
  ['', 'found nothing, and an intent begins with allow, deny'],
  ['alow internet -> web', 'found "alow", and an intent begins with allow, deny; did you mean allow?'],
  ['allow', 'nothing follows allow'],
  ['allow internet', 'expected "->" after internet, found nothing'],
  ['allow internet => web', 'expected "->" after internet, found "=>"'],
  ['allow internet ->', 'nothing follows ->'],
  ['allow -> web', 'there is no selector "->"'],
  ['allow internet -> wbe', 'there is no selector "wbe"; did you mean web?'],
  ['allow intrenet -> web', 'did you mean internet?'],
  ['allow internet -> 10.0.0.0/8', 'expected internet, * or a name of the section selectors'],
  ['allow internet -> internet', 'does not pass here'],
  [
    'allow internet -> web tpc/443',
    'found "tpc", and traffic is one of tcp, udp, icmp, any; did you mean tcp?',
  ],
  ['allow internet -> web 443', 'found "443", and traffic is one of'],
  ['allow internet -> web tcp/0', '"0" is no port'],
  ['allow internet -> web tcp/65536', '"65536" is no port'],
  ['allow internet -> web tcp/http', '"http" is no port'],
  ['allow internet -> web tcp/90-80', 'the ports 90-80 run backwards'],
  ['allow internet -> web tcp/80,', 'found nothing, and traffic is one of'],
  ['allow internet -> web tcp/80/81', '"tcp/80/81" is no traffic'],
  ['allow internet -> web icmp/8', 'icmp has no ports'],
  ['allow internet -> web any,443', 'any has no ports'],
  ['allow internet -> web except db', '"except" belongs to deny'],
  ['deny internet -> web except', 'nothing follows except'],
  ['deny internet -> web except db tcp/80 -> db', 'found "->", and traffic is one of'],
])('refuses "%s"', (text, message) => {
  expect(() => parseIntent(text, NAMES)).toThrow(IntentError);
  expect(() => parseIntent(text, NAMES)).toThrow(message);
});

test('any text is an intent or a sentence', () => {
  const word = fc.constantFrom(
    'allow',
    'deny',
    '->',
    'internet',
    '*',
    'web',
    'db',
    'except',
    'tcp',
    'tcp/1',
    ',2-3',
    '/',
    'x',
  );
  fc.assert(
    fc.property(fc.array(word, { maxLength: 9 }), (words) => {
      const text = words.join(' ');
      try {
        const intent = parseIntent(text, NAMES);
        expect(intent.text).toBe(text);
        expect(intent.traffic.length).toBeGreaterThan(0);
        expect(parseIntent(text.replaceAll(/\s+/g, '   '), NAMES)).toEqual({
          ...intent,
          text: expect.anything(),
        });
      } catch (error) {
        expect(error).toBeInstanceOf(IntentError);
        expect((error as Error).message).not.toContain('undefined');
      }
    }),
    { numRuns: 3000 },
  );
});
