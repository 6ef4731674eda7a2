// Made by `npm run generate` (scripts/mapping-fingerprint.ts): do not edit.
export const MAPPING_FINGERPRINT = 'cb868a167ab4';
