// Turns the TypeScript sources into dist/, file by file. Files that are up to date are left alone, and each is replaced
// in one step, so that building beside a running Fordring (`npm run token`) never pulls a module from under it.
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
const sourceFolders = ['src', 'migrations'];
const sourceFiles = ['ormconfig.ts'];

/** Builds everything; returns the number of files that had changed. */
export async function build() {
  const folders = sourceFolders.flatMap((folder) => listFiles(folder, '.ts'));
  const sources = [...folders, ...sourceFiles.filter((file) => fs.existsSync(path.join(root, file)))];
  removeOrphans(new Set(sources.map(outputOf)));
  const changed = await Promise.all(sources.map(compile));
  return changed.filter(Boolean).length;
}

/** Builds one source file, named from the project root; returns whether it had changed. */
export async function compile(source) {
  const output = path.join(root, outputOf(source));
  const inputs = [source, '.swcrc', 'package-lock.json'].map((file) => path.join(root, file));
  if (fs.existsSync(output) && modifiedAt(output) > Math.max(...inputs.map(modifiedAt))) return false;
  const { transformFile } = await import('@swc/core');
  const { code, map } = await transformFile(path.join(root, source), { cwd: root, root });
  fs.mkdirSync(path.dirname(output), { recursive: true });
  replaceFile(`${output}.map`, map);
  replaceFile(output, `${code}\n//# sourceMappingURL=${path.basename(output)}.map\n`);
  return true;
}

function outputOf(source) {
  return path.join('dist', source.replace(/\.ts$/, '.js'));
}

function listFiles(folder, ending) {
  if (!fs.existsSync(path.join(root, folder))) return [];
  const entries = fs.readdirSync(path.join(root, folder), { withFileTypes: true, recursive: true });
  return entries
    .filter((entry) => entry.isFile() && entry.name.endsWith(ending))
    .map((entry) => path.relative(root, path.join(entry.parentPath, entry.name)));
}

function removeOrphans(wanted) {
  for (const output of listFiles('dist', '.js')) {
    if (wanted.has(output)) continue;
    fs.rmSync(path.join(root, output));
    fs.rmSync(path.join(root, `${output}.map`), { force: true });
  }
}

function replaceFile(file, text) {
  const written = `${file}.${process.pid}.part`;
  fs.writeFileSync(written, text);
  fs.renameSync(written, file);
}

function modifiedAt(file) {
  return fs.statSync(file).mtimeMs;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await build();
