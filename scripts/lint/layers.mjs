import { builtinModules } from 'node:module';
import { posix } from 'node:path';

/**
 * Who may import whom. The longest matching folder decides; a folder may always import itself.
 * `folders` are those of the project, `packages` those of npm: a list, or 'any'. Node's own modules are the package 'node'.
 *
 * @type {Readonly<Record<string, { readonly folders: readonly string[], readonly packages: readonly string[] | 'any' }>>}
 */
const LAYERS = {
  'shared/domain': { folders: [], packages: [] },
  'shared/ports': { folders: ['shared/domain'], packages: [] },
  'shared/strategies': { folders: ['shared/domain'], packages: [] },
  'shared/engine': { folders: ['shared/domain', 'shared/ports'], packages: [] },
  'shared/ipc': { folders: ['shared/domain'], packages: ['zod'] },
  'electron/adapters': { folders: ['shared'], packages: 'any' },
  'electron/adapters/kite': { folders: ['shared', 'electron/adapters/*.contract'], packages: 'any' },
  'electron/adapters/paper': { folders: ['shared', 'electron/adapters/*.contract'], packages: 'any' },
  electron: { folders: ['shared'], packages: 'any' },
  'renderer/panels': {
    folders: ['renderer/store', 'renderer/ui', 'renderer/charts', 'renderer/format', 'shared/domain', 'shared/ipc'],
    packages: 'any',
  },
  renderer: { folders: ['shared/domain', 'shared/ipc'], packages: 'any' },
};

/** Each panel is a world of its own: the folders directly below these may not import each other. */
const STRANGERS = ['renderer/panels', 'electron/adapters'];

/** Packages with one home, so that replacing one means opening one folder. */
const HOMES = {
  electron: ['electron/main', 'electron/preload', 'electron/app', 'electron/ipc'],
  kiteconnect: ['electron/adapters/kite'],
  'electron-store': ['electron/app'],
  lowdb: ['electron/storage'],
  'lightweight-charts': ['renderer/charts'],
};

const ALIAS = /^#(shared|electron)\//;

/**
 * Says what is wrong with `file` (relative to the project) importing `specifier`, or null when nothing is.
 * Tests use whatever packages they like and all of their side's folders; the walls between the sides hold for them too.
 *
 * @returns {string | null}
 */
export function importViolation(/** @type {string} */ file, /** @type {string} */ specifier) {
  const folder = Object.keys(LAYERS)
    .filter((name) => isWithin(file, name))
    .sort((a, b) => b.length - a.length)[0];
  if (folder === undefined) {
    return isWithin(file, 'shared') ? `${file} lies in a folder that scripts/lint/layers.mjs does not know` : null;
  }
  const target = resolveInProject(file, specifier);
  if (target === null) return packageViolation(file, folder, packageOf(specifier));
  const side = topFolder(file);
  if (specifier.startsWith('.') && topFolder(target) !== side) {
    return `"${specifier}" leaves ${side}/; write it as #${target}`;
  }
  return folderViolation(file, folder, target);
}

function folderViolation(/** @type {string} */ file, /** @type {string} */ folder, /** @type {string} */ target) {
  const side = topFolder(file);
  const allowed = isTest(file)
    ? [side, ...(LAYERS[side]?.folders ?? [])]
    : [ownFolder(file, folder), ...foldersOf(folder)];
  if (allowed.some((name) => matches(target, name))) return null;
  return `${ownFolder(file, folder)} may not import ${target}; it may import ${allowed.slice(1).join(', ') || 'nothing but itself'}`;
}

function packageViolation(/** @type {string} */ file, /** @type {string} */ folder, /** @type {string} */ name) {
  if (name === 'node' && topFolder(file) === 'renderer' && !isTest(file))
    return `the renderer runs in a sandbox without Node's modules`;
  if (isTest(file)) return null;
  const homes = HOMES[/** @type {keyof typeof HOMES} */ (name)];
  if (homes !== undefined && !homes.some((home) => isWithin(file, home))) {
    return `${name} is imported in ${homes.join(', ')} only`;
  }
  const packages = LAYERS[folder]?.packages ?? [];
  if (packages === 'any' || packages.includes(name)) return null;
  return `${folder} may not import the package ${name}; it may import ${packages.join(', ') || 'none'}`;
}

/** A panel's own folder is that of the panel, not the one of all panels. */
function ownFolder(/** @type {string} */ file, /** @type {string} */ folder) {
  const parent = STRANGERS.find((name) => isWithin(file, name));
  if (parent === undefined) return folder;
  const child = file.slice(parent.length + 1).split('/')[0] ?? '';
  return posix.join(parent, child.replace(/\.[^.]+$/, ''));
}

function foldersOf(/** @type {string} */ folder) {
  return LAYERS[folder]?.folders ?? [];
}

/** @returns {string | null} the target's path in the project, or null when it is a package */
function resolveInProject(/** @type {string} */ file, /** @type {string} */ specifier) {
  const path = specifier.replace(/\?.*$/, '');
  if (path.startsWith('.')) return posix.join(posix.dirname(file), path);
  return ALIAS.test(path) ? path.slice(1) : null;
}

function packageOf(/** @type {string} */ specifier) {
  if (specifier.startsWith('node:') || builtinModules.includes(specifier)) return 'node';
  const [scope = '', name] = specifier.split('/');
  return scope.startsWith('@') ? `${scope}/${name}` : scope;
}

function matches(/** @type {string} */ target, /** @type {string} */ pattern) {
  const [before = '', after] = pattern.split('*');
  return after === undefined ? isWithin(target, pattern) : target.startsWith(before) && target.endsWith(after);
}

function isWithin(/** @type {string} */ path, /** @type {string} */ folder) {
  return path === folder || path.startsWith(`${folder}/`) || path.startsWith(`${folder}.`);
}

function isTest(/** @type {string} */ file) {
  return /\.(?:test|testkit|contract)\.tsx?$/.test(file);
}

function topFolder(/** @type {string} */ path) {
  return path.split('/')[0] ?? '';
}
