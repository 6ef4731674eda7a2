import {
  ANY,
  ANY_IN_PART,
  COLON,
  codesOf,
  DIGIT,
  isRun,
  isSymbol,
  type Pattern,
  type Place,
} from './pattern.ts';

const ARN = codesOf('arn:');

/** What the parts of an ARN look like: partition, service, region and account. */
const PARTS = ['arn', 'aws', 's3', 'us-east-1'];
const ACCOUNT = 4;
const ACCOUNTS = ['111122223333', '444455556666'];

/** Texts that the pattern matches, its wildcards filled with what reads well there: of ARNs and of `vpc-*`. */
export function exampleTexts({ places }: Pattern): readonly string[] {
  if (places.some(isSymbol)) return [];
  if (ARN.every((code, at) => places[at] === code))
    return ACCOUNTS.map((account) => filledArn(places, account));
  const isStart = places.length > 1 && places.findIndex((place) => place < 0) === places.length - 1;
  return isStart ? [places.map((place) => filling(place, 0, [])).join('')] : [];
}

function filledArn(places: readonly Place[], account: string): string {
  const parts = [...PARTS, account];
  let part = 0;
  return places
    .map((place) => {
      if (place === COLON) part += 1;
      return filling(place, part, parts);
    })
    .join('');
}

function filling(place: Place, part: number, parts: readonly string[]): string {
  if (isRun(place)) return parts[part] ?? 'example';
  if (place === DIGIT) return '1';
  if (place === ANY || place === ANY_IN_PART) return part === ACCOUNT ? '1' : 'a';
  return String.fromCharCode(place);
}
