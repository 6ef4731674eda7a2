/** In the order that help and messages name them; apart from their renderers, which help has no need to load. */
export const OUTPUT_FORMATS = [
  'table',
  'json',
  'ndjson',
  'csv',
  'compliance-csv',
  'html',
  'markdown',
  'sarif',
  'junit',
  'ocsf',
  'asff',
] as const;

export type OutputFormat = (typeof OUTPUT_FORMATS)[number];
