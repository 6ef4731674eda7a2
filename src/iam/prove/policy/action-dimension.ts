import type { Dimension } from '../solve/universe.ts';
import { inAnyCase, matching, shape } from '../strings/text-sets.ts';
import { ANY, outside, reading, within } from './dimensions.ts';
import type { Mentions } from './mentions.ts';

const NAMES = within(matching(shape('!%:!%')));

/** Actions that AWS may add: any name but those that the policies name in full. */
export function actionDimension({ actions, actionPatterns }: Mentions): Dimension {
  const examples = [...actionPatterns].map(exampleOf);
  return {
    ...ANY,
    always: true,
    base: [NAMES, outside(inAnyCase(...actions))],
    ...reading(...examples, 'example:FutureAction'),
  };
}

/** `s3:Get*` → `s3:GetFutureAction` */
function exampleOf(pattern: string): string {
  const [service = '', name = '*'] = pattern.split(':');
  return `${filled(service, 'example')}:${filled(name, 'FutureAction')}`;
}

function filled(text: string, filling: string): string {
  return text.replaceAll('?', 'a').replace('*', filling).replaceAll('*', '');
}
