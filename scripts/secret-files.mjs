import { readFileSync } from "node:fs";
import { Problem } from "./problem.mjs";

/** What nobody should read in a list of environments: each may stand in a file that NAME_FILE names. */
const SECRETS = [
  "DATABASE_URL",
  "DATABASE_OWNER_URL",
  "QUARTERHOUR_METRICS_TOKEN",
  "QUARTERHOUR_OIDC_CLIENT_SECRET",
  "QUARTERHOUR_SMTP_URL",
  "QUARTERHOUR_WEBHOOK_URL",
  "QUARTERHOUR_WEBHOOK_SECRET",
  "QUARTERHOUR_SMS_SECRET",
  "QUARTERHOUR_WECOM_URL",
  "QUARTERHOUR_DINGTALK_URL",
  "QUARTERHOUR_DINGTALK_SECRET",
  "QUARTERHOUR_WECHAT_SECRET",
];

/**
 * Puts the secrets of files (Docker's secrets, systemd's credentials) in the place of the names of those files, so that
 * everything after it knows one way of being told.
 * @param {Record<string, string | undefined>} env changed
 */
export function openSecretFiles(env) {
  for (const name of SECRETS) {
    const file = env[`${name}_FILE`];
    if (!file) continue;
    if (env[name]) throw new Problem(`${name} 重复设置 · Both ${name} and ${name}_FILE are set: keep one of them.`);
    env[name] = contentOf(file, name);
    delete env[`${name}_FILE`];
  }
}

function contentOf(file, name) {
  let text;
  try {
    text = readFileSync(file, "utf8").trim();
  } catch (error) {
    throw new Problem(
      `${name}_FILE 指定的文件无法读取 · The file ${file} that ${name}_FILE names cannot be read (${error.code}): correct its name, or let this user read it.`,
    );
  }
  if (text) return text;
  throw new Problem(`${name}_FILE 指定的文件为空 · The file ${file} that ${name}_FILE names is empty: write the secret into it.`);
}
