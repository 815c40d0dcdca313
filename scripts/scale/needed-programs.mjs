import { accessSync, constants, existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { Problem } from "../problem.mjs";

/** The PostgreSQL the trial is about: Debian's, with the programs that make and promote a replica. */
const POSTGRES = "/usr/lib/postgresql/15/bin";
const OF_POSTGRES = ["initdb", "postgres", "pg_basebackup"];
/** Where Debian keeps programs of the system, which is not in everybody's PATH. */
const SYSTEM = ["/usr/sbin", "/usr/local/sbin", "/sbin"];

/** Where nginx and PostgreSQL 15 are, or one sentence that says what to install. */
export function neededPrograms({ path = process.env.PATH ?? "", postgres = POSTGRES, system = SYSTEM } = {}) {
  const nginx = [...path.split(delimiter), ...system].map((folder) => join(folder, "nginx")).find(mayRun);
  const missing = [
    ...(nginx ? [] : ["nginx-light"]),
    ...(OF_POSTGRES.every((name) => existsSync(join(postgres, name))) ? [] : ["postgresql-15"]),
  ];
  if (missing.length === 0) return { nginx, postgres };
  throw new Problem(
    `缺少程序，请先安装 · This trial needs programs that are not here: apt-get install -y --no-install-recommends ${missing.join(" ")}`,
  );
}

function mayRun(file) {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
