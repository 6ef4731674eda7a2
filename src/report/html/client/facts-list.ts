import { type Child, element } from './element.ts';

export type Fact = readonly [name: string, value: Child];

export function facts(pairs: readonly Fact[]): HTMLElement {
  return element(
    'dl',
    { class: 'facts-list' },
    ...pairs.map(([name, value]) => element('div', {}, element('dt', {}, name), element('dd', {}, value))),
  );
}
