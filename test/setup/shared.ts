import { existsSync } from 'node:fs';

/**
 * `describe` and `test` for what reads collected files (`../shared`), which are not part of the project. Where one of them is
 * missing both skip, and say which it is.
 */
export function withShared(...paths: readonly string[]): {
  readonly describe: jest.Describe;
  readonly test: jest.It;
} {
  const missing = paths.find((path) => !existsSync(path));
  if (missing === undefined) return { describe, test };
  console.info(`skipped: ${missing} is not here`);
  return { describe: describe.skip, test: test.skip };
}
