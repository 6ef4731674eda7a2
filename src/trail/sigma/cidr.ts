import ipaddr from 'ipaddr.js';
import { Refusal, type RulePath } from './refusal.ts';

const OCTET = '(?:25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9]?[0-9])';

/** The addresses of an IPv4 network, as a regular expression over how CloudTrail writes them. */
export function cidrRegex(text: string, at: RulePath): string {
  const [address, bits] = parsed(text, at);
  const octets = address.toByteArray().map((octet, index) => {
    const fixed = Math.min(8, Math.max(0, bits - 8 * index));
    if (fixed === 0) return OCTET;
    const first = octet & (0xff << (8 - fixed));
    const all = Array.from({ length: 2 ** (8 - fixed) }, (_, each) => String(first + each));
    return all.length === 1 ? String(first) : `(?:${all.join('|')})`;
  });
  return `\\A${octets.join('\\.')}\\z`;
}

function parsed(text: string, at: RulePath): [ipaddr.IPv4, number] {
  const network = text.includes('/') ? text : `${text}/32`;
  if (!ipaddr.IPv4.isValidCIDRFourPartDecimal(network)) {
    const what = ipaddr.IPv6.isValidCIDR(network)
      ? 'an IPv6 network is not supported'
      : 'expected 10.0.0.0/8';
    throw new Refusal(at, `cidr: ${what}`);
  }
  return ipaddr.IPv4.parseCIDR(network);
}
