import type { LogSource, SourceFile } from '../log-source.ts';

/** Finds the file that a digest names: in a bucket at its very place, in copies by its name, which no other has. */
export function fileIndex(
  { name }: LogSource,
  files: readonly SourceFile[],
): (place: { readonly bucket: string; readonly key: string }) => SourceFile | undefined {
  if (name.startsWith('s3://')) {
    const byUri = new Map(files.map((each) => [each.uri, each]));
    return ({ bucket, key }) => byUri.get(`s3://${bucket}/${key}`);
  }
  const byName = new Map(files.map((each) => [nameOf(each.uri), each]));
  return ({ key }) => byName.get(nameOf(key));
}

export function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
