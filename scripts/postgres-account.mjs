import { spawnSync } from "node:child_process";
import { Problem } from "./problem.mjs";

/** PostgreSQL refuses to run as root. Under root it runs as this user, made once, or as one that is there already. */
const OWN_USER = "quarterhour";
const SPARE_USERS = ["postgres", "_postgres", "nobody"];

/**
 * The user PostgreSQL runs as: `{}` stands for «whoever we are». A cluster that exists keeps its owner, so that a folder
 * first used by an ordinary user can be started by root and still belong to that user.
 */
export function postgresAccount(ownerOfCluster) {
  if (process.getuid?.() !== 0) return {};
  if (ownerOfCluster && ownerOfCluster.uid !== 0) return { uid: ownerOfCluster.uid, gid: ownerOfCluster.gid };
  const account = lookUp(OWN_USER) ?? made() ?? SPARE_USERS.map(lookUp).find(Boolean);
  if (account) return account;
  throw new Problem(
    `PostgreSQL 不能以 root 身份运行，且无法新建用户 · PostgreSQL does not run as root and no other user could be made: start as an ordinary user, or set DATABASE_URL to your own PostgreSQL.`,
  );
}

function made() {
  spawnSync("useradd", ["--system", "--no-create-home", "--user-group", "--shell", "/usr/sbin/nologin", OWN_USER], {
    stdio: "ignore",
  });
  return lookUp(OWN_USER);
}

function lookUp(name) {
  const [uid, gid] = ["-u", "-g"].map((flag) => Number(spawnSync("id", [flag, name], { encoding: "utf8" }).stdout || Number.NaN));
  return Number.isInteger(uid) && uid > 0 ? { uid, gid } : undefined;
}
