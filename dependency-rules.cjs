/**
 * Who may import whom. Each rule below is one sentence about the architecture.
 *
 *   routes ──▶ use-cases ──▶ data ──▶ platform      server
 *   routes ──▶ ui ──▶ app/ui                        browser
 *   every layer ──▶ domain ──▶ shared               both, pure
 */

/** Modules each module may build on. Nothing public builds on residents or admissions: the folder is the privacy wall. */
const UPSTREAM = {
  places: [],
  imports: ["places"],
  catalog: ["places", "imports"],
  coverage: ["places", "catalog"],
  siting: ["places", "imports", "catalog", "coverage"],
  finder: ["places", "catalog", "coverage"],
  admissions: ["places", "catalog"],
  residents: ["places", "imports"],
  "work-orders": ["places"],
  visits: ["places", "residents", "work-orders"],
  accounts: [],
};
/** oversight reads every module and nobody imports it. */
UPSTREAM.oversight = Object.keys(UPSTREAM);

/** Packages a domain may use: mathematics, geometry and how a list is written, nothing that performs I/O. */
const PURE_PACKAGES =
  "node_modules/(@turf/|flatbush/|flatqueue/|kdbush/|supercluster/|d3-contour/|d3-array/|gcoord/|h3-js/|date-fns/|@date-fns/tz/|csv-parse/|@types/geojson/|@types/supercluster/)";

const downhill = Object.entries(UPSTREAM).flatMap(([module, upstream]) => {
  const within = [module, ...upstream];
  return [
    {
      name: `${module}-domain-builds-on-${upstream.join("-and-") || "shared-only"}`,
      severity: "error",
      from: { path: `^app/modules/${module}/domain/` },
      to: { path: "^app/modules/", pathNot: `^app/modules/(${within.join("|")})/domain/` },
    },
    {
      name: `${module}-calls-only-downhill`,
      comment: "Every module may ask accounts for permission and leave an audit trail there.",
      severity: "error",
      from: { path: `^app/modules/${module}/` },
      to: { path: "^app/modules/", pathNot: `^app/modules/(${[...within, "accounts"].join("|")})/` },
    },
  ];
});

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    ...downhill,
    {
      name: "domain-is-pure",
      comment: "A domain decides. It never loads, saves, renders, waits, or asks the time.",
      severity: "error",
      from: { path: "^app/modules/[^/]+/domain/" },
      to: { pathNot: ["^app/modules/[^/]+/domain/", "^app/shared/", PURE_PACKAGES] },
    },
    {
      name: "shared-knows-no-module",
      severity: "error",
      from: { path: "^app/shared/" },
      to: { path: "^app/", pathNot: "^app/shared/" },
    },
    {
      name: "platform-knows-no-module",
      comment: "The outside world is the same for every subject. Words and looks of a person's display are shared by both.",
      severity: "error",
      from: { path: "^app/platform/" },
      to: { path: "^app/(modules|routes|cli|jobs|threads)/" },
    },
    {
      name: "only-data-speaks-prisma",
      severity: "error",
      from: { path: "^app/", pathNot: ["^app/modules/[^/]+/data/.+\\.server\\.ts$", "^app/platform/"] },
      to: { path: ["(^|node_modules/)@prisma/", "^app/platform/generated/", "^app/platform/database\\.server\\.ts$"] },
    },
    {
      name: "data-and-ui-stay-in-their-module",
      comment: "Reach another module through its use cases or its domain; compose screens in routes.",
      severity: "error",
      from: { path: "^app/modules/([^/]+)/" },
      to: { path: "^app/modules/[^/]+/(data|ui)/", pathNot: "^app/modules/$1/" },
    },
    {
      name: "use-cases-know-no-screen",
      comment: "A use case answers in facts; words and looks are chosen by who shows them.",
      severity: "error",
      from: { path: "^app/modules/[^/]+/use-cases/" },
      to: { path: ["^app/modules/[^/]+/ui/", "^app/ui/"] },
    },
    {
      name: "routes-call-use-cases-not-data",
      severity: "error",
      from: { path: "^app/routes/" },
      to: { path: ["^app/modules/[^/]+/data/", "^app/routes/"] },
    },
    {
      name: "edges-are-not-imported",
      comment: "The queue, the terminal and the threads are doors into the house: nobody inside walks out through them.",
      severity: "error",
      from: { path: "^app/(modules|shared|platform|ui|routes)/" },
      to: { path: "^app/(cli|jobs|threads)/" },
    },
    {
      name: "nothing-imports-routes",
      severity: "error",
      from: { path: "^app/", pathNot: "^app/(routes/|root|entry)" },
      to: { path: "^app/routes/" },
    },
    {
      name: "browser-code-never-reaches-the-server",
      comment: "Server code never travels to the browser, not even through a third file.",
      severity: "error",
      from: { path: "^app/(modules/[^/]+/(ui|domain)|ui|offline|shared)/" },
      to: { path: "\\.server\\.tsx?$", reachable: true },
    },
    {
      name: "no-cycles",
      comment: "Generated code may circle within itself.",
      severity: "error",
      from: { pathNot: "^app/platform/generated/" },
      to: { circular: true },
    },
    {
      name: "every-import-resolves",
      comment: "Remix hands over its own build under a name only Vite knows.",
      severity: "error",
      from: {},
      to: { couldNotResolve: true, pathNot: "^virtual:" },
    },
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.json" },
    enhancedResolveOptions: { exportsFields: ["exports"], conditionNames: ["import", "node", "types", "default"] },
  },
};
