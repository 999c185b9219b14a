/**
 * The import rules of ARCHITECTURE.md as data: a room imports only from lower floors, and one package owns an engine.
 */

/**
 * For each layer, the layers it may import. Whoever is not in this table may import nothing.
 *
 * @type {Readonly<Record<string, readonly string[]>>}
 */
export const LAYERS = {
  'layer:app': ['layer:umbrella', 'layer:kit', 'layer:backend', 'layer:kernel', 'layer:method', 'layer:contract'],
  'layer:umbrella': ['layer:kit', 'layer:backend', 'layer:method', 'layer:contract'],
  'layer:kit': ['layer:backend', 'layer:kernel', 'layer:method', 'layer:contract'],
  'layer:backend': ['layer:kernel', 'layer:contract'],
  // What several backends compute with: an engine's package never imports another's, so it stands below them.
  'layer:kernel': ['layer:kernel', 'layer:contract'],
  'layer:method': ['layer:contract'],
  'layer:contract': [],
  'layer:tool': ['layer:tool'],
  // The tests of a package (see tools/nx-plugin/package-targets.mjs): anything that is published, never an app or a tool.
  'layer:test': ['layer:umbrella', 'layer:kit', 'layer:backend', 'layer:kernel', 'layer:method', 'layer:contract'],
};

/**
 * For each engine tag, the npm packages that only a project with that tag may import.
 *
 * @type {Readonly<Record<string, readonly string[]>>}
 */
const ENGINES = {
  'engine:ml-matrix': ['ml-matrix'],
  'engine:plot': ['@observablehq/plot', 'linkedom', '@resvg/resvg-js'],
  'engine:tfjs': ['@tensorflow/*'],
  'engine:gpu-js': ['gpu.js', 'gl'],
};

/**
 * The one layer of a project.
 *
 * @param {readonly string[]} tags the tags of the project
 * @returns {string | undefined} the layer; undefined unless exactly one known layer is given
 */
export function layerOf(tags) {
  const layers = tags.filter((tag) => tag.startsWith('layer:'));
  const [layer] = layers;
  return layers.length === 1 && layer !== undefined && layer in LAYERS ? layer : undefined;
}

/**
 * The npm packages that a project may not import.
 *
 * @param {readonly string[]} tags the tags of the project
 * @returns {string[]} package names, `*` as wildcard
 */
export function bannedPackages(tags) {
  return Object.entries(ENGINES).flatMap(([engine, packages]) => (tags.includes(engine) ? [] : packages));
}
