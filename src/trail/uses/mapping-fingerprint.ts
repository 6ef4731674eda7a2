// Made by `npm run generate` (scripts/mapping-fingerprint.ts): do not edit.
export const MAPPING_FINGERPRINT = 'ea8b7db9c995';
