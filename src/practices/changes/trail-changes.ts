export const TRAIL_CHANGES = ['cloudtrail:CreateTrail', 'cloudtrail:UpdateTrail'];

/** Whether a trail records, and what. */
export const TRAIL_RECORDING_CHANGES = [
  ...TRAIL_CHANGES,
  'cloudtrail:DeleteTrail',
  'cloudtrail:StopLogging',
  'cloudtrail:PutEventSelectors',
];
