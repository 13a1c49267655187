/**
 * The floors of the web client: an import goes down or stays in its room, never up.
 * Two rooms on one floor (tools, review) do not see each other.
 */
const floors = [
  ['geometry'],
  ['regions'],
  ['scene'],
  ['editor'],
  ['tools', 'review'],
  ['api'],
  ['sync'],
  ['ui'],
  ['pages'],
];

const main = '^src/(main|App)[^/]*$';
const isTest = '\\.test\\.ts$';

function forbiddenFrom(room, level) {
  const above = floors.slice(level + 1).flat();
  const beside = floors[level].filter((other) => other !== room);
  const targets = [...above, ...beside];
  return {
    name: `floor-${room}`,
    comment: `src/${room} may import only from the floors below it. Move the shared part down, or pass it in.`,
    severity: 'error',
    from: { path: `^src/${room}/` },
    to: { path: targets.length ? `^src/(${targets.join('|')})/|${main}` : main },
  };
}

module.exports = {
  forbidden: [
    ...floors.flatMap((rooms, level) => rooms.map((room) => forbiddenFrom(room, level))),
    {
      name: 'no-circles',
      comment: 'Two files that import each other are one file, or need a third.',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'only-known-rooms',
      comment: 'Every folder of src has its floor in .dependency-cruiser.cjs.',
      severity: 'error',
      from: {},
      to: { path: '^src/[^/]+/', pathNot: `^src/(${floors.flat().join('|')}|assets)/` },
    },
    {
      name: 'engine-knows-no-svelte',
      comment: 'Only ui/ and pages/ know the UI framework.',
      severity: 'error',
      from: { path: '^src/(geometry|regions|scene|editor|tools|review|api)/', pathNot: isTest },
      to: { path: 'node_modules/(svelte|bits-ui|svelte-sonner)/' },
    },
    {
      name: 'only-sync-uses-the-api',
      comment: 'The server is reached through sync/ alone.',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/(api|sync)/' },
      to: { path: '^src/api/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'resolvable',
      comment: 'The import leads nowhere.',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: 'specify',
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['svelte', 'import', 'browser', 'types', 'default'],
      extensions: ['.ts', '.js', '.svelte', '.svelte.ts', '.json', '.css'],
    },
  },
};
