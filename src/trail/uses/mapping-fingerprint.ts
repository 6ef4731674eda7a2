// Made by `npm run generate` (scripts/mapping-fingerprint.ts): do not edit.
export const MAPPING_FINGERPRINT = '26d65ec6e881';
