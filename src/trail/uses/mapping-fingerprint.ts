// Made by `npm run generate` (scripts/mapping-fingerprint.ts): do not edit.
export const MAPPING_FINGERPRINT = 'f3319e0c0eb0';
