import { existsSync } from "node:fs";
import { join } from "node:path";
import { lintDeployment } from "./deploy-lint.mjs";
import { generate, run } from "./generate.mjs";
import { checkPackages } from "./locked-packages.mjs";
import { PROJECT } from "./project.mjs";

const tool = (...path) => join(PROJECT, "node_modules", ...path);
/** Tests go on beside them, and come first. */
const BESIDE = 10;
const node = (program, args) => run(process.execPath, [program, ...args], {}, BESIDE);

/** What can be said about the code without running it; each is one check. */
export const CHECKS = [
  { label: "生成 generate", run: () => generate() },
  { label: "类型 types", run: () => node(tool("typescript", "bin", "tsc"), ["--noEmit", "-p", "."]) },
  { label: "代码规则 lint", run: () => node(tool("eslint", "bin", "eslint.js"), [".", "--max-warnings", "0"]) },
  { label: "版式 format", run: () => node(tool("prettier", "bin", "prettier.cjs"), ["--check", "--log-level", "warn", "."]) },
  { label: "锁文件与许可 lock file and licences", run: checkPackages },
  { label: "部署文件 deployment", run: () => lintDeployment() },
  {
    label: "结构 architecture",
    run: () =>
      node(tool("dependency-cruiser", "bin", "dependency-cruise.mjs"), ["--config", "dependency-rules.cjs", ...folders()]),
  },
];

const folders = () => ["app", "seed", "bench", "tests"].filter((folder) => existsSync(join(PROJECT, folder)));
