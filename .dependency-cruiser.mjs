import { readFileSync } from 'node:fs';

/**
 * The walls of the house, made from doors.json: who may lean on whom. dependency-cruiser judges resolved files, so
 * an alias or a relative path makes no difference.
 */
const { modules, doors } = JSON.parse(readFileSync(new URL('./doors.json', import.meta.url), 'utf8'));

const forbid = (name, comment, from, to) => ({ name, comment, severity: 'error', from, to });
const tests = '\\.test\\.tsx?$';
const room = (name) => `^src/modules/([^/]+)/${name}`;

/** Server, front door and command line of a module may use the front doors of the modules listed for it, no others. */
const doorRules = modules.flatMap((module) => {
  const open = [module, ...doors[module]].join('|');
  return [
    forbid(
      `${module}-doors`,
      `${module} may use: ${doors[module].join(', ') || 'nobody'} (doors.json)`,
      { path: `^src/modules/${module}/`, pathNot: tests },
      { path: '^src/modules/([^/]+)/', pathNot: `^src/modules/(${open})/` },
    ),
    forbid(
      `${module}-front-door`,
      'other modules are entered by index.ts (web: by contract.ts and problems.ts) only',
      { path: `^src/modules/${module}/(server|index)`, pathNot: tests },
      {
        path: '^src/modules/([^/]+)/',
        pathNot: [`^src/modules/${module}/`, '^src/modules/[^/]+/index\\.ts$'],
      },
    ),
    forbid(
      `${module}-web-neighbours`,
      'web sees a neighbour’s contract and problems, never its components or server',
      { path: `^src/modules/${module}/web/`, pathNot: tests },
      {
        path: '^src/modules/([^/]+)/',
        pathNot: [
          `^src/modules/${module}/(web|domain)/`,
          '^src/modules/[^/]+/(contract|problems)[^/]*\\.ts$',
        ],
      },
    ),
  ];
});

export default {
  forbidden: [
    forbid(
      'no-circular',
      'no circular imports',
      {},
      { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    ),
    forbid(
      'no-unresolved',
      'an import that resolves to nothing hides a broken wall',
      { path: '^src' },
      { couldNotResolve: true },
    ),
    forbid(
      'domain-pure',
      'domain sees its own domain and shared, and no package but zod',
      { path: room('domain/'), pathNot: tests },
      {
        path: '^(src/|node_modules/)',
        pathNot: ['^src/modules/$1/domain/', '^src/shared/', '^node_modules/zod/'],
      },
    ),
    forbid(
      'domain-no-node',
      'domain is pure: no Node',
      { path: room('domain/'), pathNot: tests },
      { dependencyTypes: ['core'] },
    ),
    forbid(
      'contract-pure',
      'contract and problems see domain and shared',
      { path: '^src/modules/([^/]+)/(contract|problems)', pathNot: tests },
      { path: '^src/', pathNot: ['^src/modules/$1/(domain/|contract|problems)', '^src/shared/'] },
    ),
    forbid(
      'shared-knows-nobody',
      'shared imports shared',
      { path: '^src/shared/', pathNot: tests },
      { path: '^src/', pathNot: '^src/shared/' },
    ),
    forbid(
      'platform-knows-no-module',
      'platform imports platform and shared',
      { path: '^src/platform/', pathNot: tests },
      { path: '^src/', pathNot: '^src/(platform|shared)/' },
    ),
    forbid(
      'ui-knows-no-module',
      'ui imports ui and shared',
      { path: '^src/ui/', pathNot: tests },
      { path: '^src/', pathNot: '^src/(ui|shared)/' },
    ),
    forbid(
      'web-no-server',
      'pages never reach the server’s rooms',
      { path: '^src/(modules/[^/]+/web|ui|app/web)/', pathNot: tests },
      { path: '^src/(platform|modules/[^/]+/(server|index\\.ts)|app/(?!web))' },
    ),
    forbid(
      'web-no-node',
      'pages run in a browser',
      { path: '^src/(modules/[^/]+/web|ui|app/web)/', pathNot: tests },
      { dependencyTypes: ['core'] },
    ),
    forbid(
      'nobody-imports-app',
      'app starts and wires; nothing leans on it',
      { path: '^src/(?!app/)', pathNot: tests },
      { path: '^src/app/' },
    ),
    forbid(
      'app-by-the-front-door',
      'app enters modules by index.ts, contract.ts, a command or their pages',
      { path: '^src/app/', pathNot: tests },
      {
        path: '^src/modules/',
        pathNot: ['/index\\.ts$', '/contract[^/]*\\.ts$', '\\.cli\\.ts$', '/web/(pages|api)\\.ts$'],
      },
    ),
    ...doorRules,
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsConfig: { fileName: 'tsconfig.web.json' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      extensions: ['.ts', '.tsx', '.js', '.mjs', '.json'],
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
    },
    exclude: { path: '\\.css$' },
  },
};
