const W3C =
  /^(\d{4})(?:-(\d\d)(?:-(\d\d)(?:T(\d\d):(\d\d)(?::(\d\d)(?:\.(\d+))?)?(Z|[+-]\d\d:?\d\d)?)?)?)?$/i;

/**
 * Milliseconds since 1970 of a W3C date (https://www.w3.org/TR/NOTE-datetime) or of Unix seconds; NaN for any other
 * text. A time without a zone is UTC. Four digits are a year.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html#Conditions_Date
 */
export function policyDate(text: string): number {
  const fields = W3C.exec(text);
  if (!fields) return /^-?\d+(\.\d+)?$/.test(text) ? Number(text) * 1000 : Number.NaN;
  const [
    ,
    year,
    month = '01',
    day = '01',
    hour = '00',
    minute = '00',
    second = '00',
    fraction = '0',
    zone = 'Z',
  ] = fields;
  const date = new Date(0);
  const midnight = date.setUTCFullYear(Number(year), Number(month) - 1, Number(day));
  const isCalendarDay = date.getUTCMonth() === Number(month) - 1 && date.getUTCDate() === Number(day);
  const isClockTime = Number(hour) <= 23 && Number(minute) <= 59 && Number(second) <= 59;
  if (!isCalendarDay || !isClockTime) return Number.NaN;
  const inMinute = Number(second) * 1000 + Number(`0.${fraction}`) * 1000;
  const clock = (Number(hour) * 60 + Number(minute)) * 60_000 + inMinute;
  return midnight + clock - zoneMilliseconds(zone);
}

function zoneMilliseconds(zone: string): number {
  const [, sign, hours = '0', minutes = '0'] = /^([+-])(\d\d):?(\d\d)$/.exec(zone) ?? [];
  if (!sign) return 0;
  return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes)) * 60_000;
}
