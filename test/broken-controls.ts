import { expect } from 'vitest';
import type { Resource } from '../src/model/resource-types.ts';
import type { Check } from '../src/practices/check.ts';
import { evaluate, type InventoryOptions } from './inventory-of.ts';

/** Which of some controls the failures of a check break. */
export function brokenControls(
  check: Check,
  resource: Resource,
  controls: readonly string[],
  options: InventoryOptions = {},
): readonly string[] {
  expect(check.controls).toEqual(expect.arrayContaining([...controls]));
  const spared = evaluate(check, resource, options).flatMap((outcome) => {
    expect(outcome.status).toBe('fail');
    return (outcome.status === 'fail' && outcome.spares) || [];
  });
  expect(check.controls).toEqual(expect.arrayContaining(spared));
  return controls.filter((control) => !spared.includes(control));
}
