import { nearest } from '../../model/nearest.ts';
import type { IntentEnd, IntentTarget, IntentTraffic, NetworkIntent } from '../../model/network-intent.ts';

export const INTENT_FORM =
  'an intent such as "allow internet -> web tcp/443" or "deny internet -> * except web tcp/443"';

/** What is wrong with an intent, to follow its place in a sentence. */
export class IntentError extends Error {}

const VERBS = ['allow', 'deny'] as const;
const PROTOCOLS = ['tcp', 'udp', 'icmp', 'any'] as const;
export const RESERVED_NAMES: readonly string[] = ['internet', 'except', 'any'];
const EVERYTHING: IntentTraffic = { protocol: 'any', ports: null };

/**
 * intent  = ("allow" | "deny") end "->" target { "except" target }
 * target  = end { traffic }
 * end     = "internet" | "*" | the name of a selector
 * traffic = ("tcp" | "udp") [ "/" ports ] | "icmp" | "any", several with commas or blanks between
 * ports   = PORT | PORT "-" PORT, several with commas between
 */
export function parseIntent(text: string, selectors: readonly string[]): NetworkIntent {
  const [verb = '', ...rest] = text.match(/->|(?:(?!->)\S)+/g) ?? [];
  const effect = wordOf(VERBS, verb, 'an intent begins with');
  const [source, arrow, ...targets] = rest;
  if (source === undefined)
    throw new IntentError(`nothing follows ${verb}: expected where the traffic begins`);
  const from = endOf(source, selectors);
  if (arrow !== '->') throw new IntentError(`expected "->" after ${source}, found ${shown(arrow)}`);
  const [first = [], ...others] = splitAt(targets, 'except');
  const target = targetOf(first, '->', selectors);
  if (from.kind === 'internet' && target.to.kind === 'internet')
    throw new IntentError('traffic from the internet to the internet does not pass here');
  if (others.length > 0 && effect === 'allow')
    throw new IntentError('"except" belongs to deny: an allow says what must get through');
  return { text, effect, from, ...target, except: others.map((each) => targetOf(each, 'except', selectors)) };
}

function targetOf(words: readonly string[], after: string, selectors: readonly string[]): IntentTarget {
  const [end, ...traffic] = words;
  if (end === undefined) throw new IntentError(`nothing follows ${after}: expected where the traffic ends`);
  return { to: endOf(end, selectors), traffic: trafficOf(traffic.join(' ')) };
}

function endOf(word: string, selectors: readonly string[]): IntentEnd {
  if (word === 'internet') return { kind: 'internet' };
  if (word === '*') return { kind: 'anything' };
  if (selectors.includes(word)) return { kind: 'selector', name: word };
  const near = nearest(word, ['internet', ...selectors]);
  const hint = near ? `did you mean ${near}?` : 'expected internet, * or a name of the section selectors';
  throw new IntentError(`there is no selector ${shown(word)}; ${hint}`);
}

/** A piece that is a number goes on with the protocol before it: `tcp/80,443`. */
function trafficOf(text: string): readonly IntentTraffic[] {
  if (text === '') return [EVERYTHING];
  let protocol: IntentTraffic['protocol'] | null = null;
  return text.split(/ *, *| +/).map((piece) => {
    const [word = '', ports, ...more] = piece.split('/');
    if (protocol !== null && /^\d/.test(piece)) return withPorts(protocol, piece);
    if (more.length > 0) throw new IntentError(`${shown(piece)} is no traffic: expected tcp/443 or the like`);
    protocol = wordOf(PROTOCOLS, word, 'traffic is one of');
    return ports === undefined ? { protocol, ports: null } : withPorts(protocol, ports);
  });
}

function withPorts(protocol: IntentTraffic['protocol'], text: string): IntentTraffic {
  if (protocol !== 'tcp' && protocol !== 'udp')
    throw new IntentError(`${protocol} has no ports: write ${protocol} alone`);
  const [, first, last = first] = /^(\d{1,5})(?:-(\d{1,5}))?$/.exec(text) ?? [];
  const ports = { from: Number(first), to: Number(last) };
  if (!(ports.from >= 1 && ports.to <= 65_535))
    throw new IntentError(`${shown(text)} is no port: expected 1 to 65535, or a range such as 8000-8080`);
  if (ports.from > ports.to) throw new IntentError(`the ports ${text} run backwards`);
  return { protocol, ports };
}

function wordOf<Word extends string>(words: readonly Word[], text: string, what: string): Word {
  const found = words.find((each) => each === text);
  if (found !== undefined) return found;
  const near = nearest(text, words);
  const hint = near ? `; did you mean ${near}?` : '';
  throw new IntentError(`found ${shown(text)}, and ${what} ${words.join(', ')}${hint}`);
}

function splitAt(words: readonly string[], word: string): readonly (readonly string[])[] {
  const at = words.indexOf(word);
  return at < 0 ? [words] : [words.slice(0, at), ...splitAt(words.slice(at + 1), word)];
}

function shown(word: string | undefined): string {
  return word === undefined || word === '' ? 'nothing' : JSON.stringify(word.slice(0, 60));
}
