// Completes package-lock.json after a change of dependencies: `node scripts/fix-lock.mjs [FILE]`.
//
// A registry mirror that lacks the binaries of foreign platforms makes npm write a lock file without them, and `npm ci`
// refuses such a lock file. This adds the missing optional entries with their exact version; the platform is read from
// the package's name. They carry no integrity, and npm skips them on every other platform.
import fs from 'node:fs';

const file = process.argv[2] ?? 'package-lock.json';
const lock = JSON.parse(fs.readFileSync(file, 'utf8'));
const systems = /darwin|linux|win32|windows|android|freebsd|netbsd|openbsd|openharmony|sunos|aix/;
const processors = /x64|arm64|ia32|arm(?!64)|ppc64|s390x|riscv64|loong64|mips64el/;
const isExactVersion = (wanted) => /^\d/.test(wanted);

let added = 0;
for (const [place, dependent] of Object.entries(lock.packages)) {
  for (const [name, version] of Object.entries(dependent.optionalDependencies ?? {})) {
    if (isLocked(name, place) || !isExactVersion(version)) continue;
    lock.packages[`node_modules/${name}`] = optionalEntry(name, version, dependent.dev);
    added += 1;
  }
}
const sorted = Object.entries(lock.packages).sort(([a], [b]) => (a < b ? -1 : 1));
lock.packages = Object.fromEntries(sorted);
fs.writeFileSync(file, `${JSON.stringify(lock, null, 2)}\n`);
console.log(`${added} missing optional entries added to ${file}`);

// Node looks for a package beside the dependent first, then in each folder above it.
function isLocked(name, dependentPlace) {
  for (let place = dependentPlace; ; place = place.slice(0, Math.max(0, place.lastIndexOf('node_modules/') - 1))) {
    if (lock.packages[`${place ? `${place}/` : ''}node_modules/${name}`]) return true;
    if (place === '') return false;
  }
}

function optionalEntry(name, version, isDevelopment) {
  const system = systems.exec(name)?.[0];
  const processor = processors.exec(name)?.[0];
  return {
    version,
    ...(processor ? { cpu: [processor] } : {}),
    ...(isDevelopment ? { dev: true } : {}),
    optional: true,
    // "none" is no system at all: what runs in a WebAssembly machine is never fetched for this one.
    os: [system === 'windows' ? 'win32' : (system ?? 'none')],
  };
}
