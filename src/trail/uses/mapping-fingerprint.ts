// Made by `npm run generate` (scripts/mapping-fingerprint.ts): do not edit.
export const MAPPING_FINGERPRINT = 'd5977a246358';
