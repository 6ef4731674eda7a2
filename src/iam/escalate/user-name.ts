import type { RequestValues } from '../request-values.ts';
import type { Actor } from './actor.ts';

/** What variables stand for. */
export interface Names extends RequestValues {
  /** Whether a text has other variables. */
  readonly isOpen: (text: string) => boolean;
}

export const NO_NAMES: Names = {
  values: () => null,
  variable: () => null,
  isOpen: (text) => text.includes('${'),
};

export const USER_NAME = 'aws:username';

/** The name of a user is known. */
export function namesOf({ principal: { kind, name } }: Actor): Names {
  return {
    values: () => null,
    variable: (key) => (key === USER_NAME && kind === 'user' ? name : null),
    isOpen: (text) => /\$\{(?!aws:username\})/i.test(text),
  };
}
