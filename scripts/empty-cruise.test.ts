import { expect, test } from 'vitest';
import { emptyCruise } from './empty-cruise.ts';

test.each([
  ['✔ no dependency violations found (748 modules, 3039 dependencies cruised)', null],
  ['✔ no dependency violations found (0 modules, 0 dependencies cruised)', /cruised 0 modules of 660/],
  ['✔ no dependency violations found (748 modules, 0 dependencies cruised)', /saw 0 imports/],
  ['', /does not say/],
])('%s: %s', (output, why) => {
  const found = emptyCruise(output, 660);
  if (why === null) expect(found).toBeNull();
  else expect(found).toMatch(why);
});
