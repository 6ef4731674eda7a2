import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { rolldown } from 'rolldown';
import type { GeneratedFile } from './generated-indexes.ts';

const FOLDER = 'src/report/html';

/** The HTML report's script and style as texts that the renderer can carry without reading files (ADR 0011). */
export async function generatedClient(root: string): Promise<GeneratedFile> {
  const texts = {
    EARLY_SCRIPT: await bundled(join(root, FOLDER, 'client/early.ts')),
    SCRIPT: await bundled(join(root, FOLDER, 'client/main.ts')),
    STYLE: styleSheet(join(root, FOLDER, 'style')),
  };
  const constant = (name: string, text: string): string =>
    `export const ${name} =\n  ${JSON.stringify(text)};\n`;
  const lines = Object.entries(texts).flatMap(([name, text]) => [
    constant(name, text),
    constant(`${name}_HASH`, hashOf(text)),
  ]);
  return {
    path: `${FOLDER}/client-assets.ts`,
    text: `// Made by \`npm run generate\` from client/ and style/: do not edit.\n${lines.join('')}`,
  };
}

async function bundled(input: string): Promise<string> {
  const build = await rolldown({ input, platform: 'browser', logLevel: 'warn' });
  const { output } = await build.generate({ format: 'iife', minify: true });
  await build.close();
  const { code } = output[0];
  if (/<\/script|<!--/i.test(code)) throw new Error('the bundled script would end its own element');
  return code;
}

/** In the order of the files' names. */
function styleSheet(folder: string): string {
  const files = readdirSync(folder).sort();
  return files.map((file) => readFileSync(join(folder, file), 'utf8')).join('');
}

/** As a content security policy names an inline script or style. */
function hashOf(text: string): string {
  return `sha256-${createHash('sha256').update(text).digest('base64')}`;
}
