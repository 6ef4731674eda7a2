/** One of the many parts of a resource, as a change and the evidence of a finding both name it. */

/** A policy that grants, inline or attached, by its name. */
export function grantOf(policy: string): string {
  return `grant:${policy.slice(policy.lastIndexOf('/') + 1)}`;
}

/** Whatever the group of a user grants. */
export function groupGrant(group: string): string {
  return `grant:of the group ${group}`;
}

export function keyPart(accessKeyId: string): string {
  return `key:${accessKeyId}`;
}

/** A rule of a security group: `tcp 22 0.0.0.0/0`, `all traffic ::/0`, `udp all ports 10.0.0.0/8`. */
export function rulePart(rule: string): string {
  return `rule:${rule.replace(/^all (traffic|protocols) /, 'all ').replace(' all ports ', ' ')}`;
}
