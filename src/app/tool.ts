import packageJson from '../../package.json' with { type: 'json' };

/** Name and version, as documents and snapshots carry them. */
export const TOOL = { name: 'rampart', version: packageJson.version } as const;
