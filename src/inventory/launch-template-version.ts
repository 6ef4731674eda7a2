import { mapReading, type Reading, read, thenReading, unread } from '../model/reading.ts';
import type { LaunchSettings, LaunchTemplate } from '../model/resources/ec2.ts';

/** The number behind a version as it is written: `$Default`, `$Latest`, a number; null means the default. */
export function versionNumberOf(template: LaunchTemplate, version: string | null): number {
  if (version === null || version === '$Default') return template.defaultVersionNumber;
  return version === '$Latest' ? template.latestVersionNumber : Number(version);
}

/** What a version launches; the collector reads those that are the default, the latest, or named by a group. */
export function settingsOfVersion(template: LaunchTemplate, versionNumber: number): Reading<LaunchSettings> {
  const why = `NotRead: version ${versionNumber} of ${template.id} was not answered`;
  const found = mapReading(template.versions, (versions) =>
    versions.find((version) => version.versionNumber === versionNumber),
  );
  return thenReading(found, (version) =>
    version ? read(version) : unread('ec2:DescribeLaunchTemplateVersions', why),
  );
}
