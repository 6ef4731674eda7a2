import { svg } from './svg-element.ts';

/** Strokes within 20 × 20: a globe, a door, a sieve, a shield, a fork, a card. What a reader hears is beside them. */
const DRAWN: Readonly<Record<string, string>> = {
  internet: 'M10 3a7 7 0 1 0 0 14a7 7 0 1 0 0-14M3 10h14M10 3c-4 4-4 10 0 14M10 3c4 4 4 10 0 14',
  'internet-gateway': 'M4 17V6a6 4 0 0 1 12 0v11M2.5 17h15M7 11h6M11 9l2 2l-2 2',
  'network-acl': 'M3 5h14M5.5 9h9M8 13h4M9.5 17h1',
  'security-group': 'M10 2.5l6 2.5v5c0 4-3 6.5-6 7.5c-3-1-6-3.5-6-7.5v-5zM7.5 10l2 2l3.5-4',
  'route-table': 'M10 17v-6M10 11l-5-5M10 11l5-5M5 10V6h4M15 10V6h-4',
  'load-balancer': 'M10 3v5M10 8h-6v5M10 8h6v5M10 8v5M2.5 13h3v4h-3zM8.5 13h3v4h-3zM14.5 13h3v4h-3z',
  'network-interface':
    'M5 5h10v10h-10zM8 5V2.5M12 5V2.5M8 17.5V15M12 17.5V15M5 8H2.5M5 12H2.5M17.5 8H15M17.5 12H15',
};

const OTHER = 'M10 5a5 5 0 1 0 0 10a5 5 0 1 0 0-10';

export function hopIcon(kind: string): SVGSVGElement {
  const path = svg('path', { d: DRAWN[kind] ?? OTHER });
  return svg('svg', { class: 'hop-icon', viewBox: '0 0 20 20', 'aria-hidden': 'true' }, path);
}
