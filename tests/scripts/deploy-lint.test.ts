import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { composeProblems, dockerfileProblems, proxyProblems, serviceProblems } from "../../scripts/deploy-lint.mjs";
import { PROJECT } from "../../scripts/project.mjs";

const dockerfile = readFileSync(join(PROJECT, "Dockerfile"), "utf8");
const compose = readFileSync(join(PROJECT, "deploy", "compose.yaml"), "utf8");

test.each([
  ["USER 10001:10001", "USER root", "runs as root"],
  ["node:20.20.2-bookworm-slim", "node:20", "not pinned"],
  ['CMD ["node", "scripts/start.mjs"]', "CMD node scripts/start.mjs", "shell form"],
  ["HOST=0.0.0.0", "DATABASE_URL=postgresql://a:b@c/d", "no secret"],
  ["WORKDIR /app", "WORKDRI /app", "WORKDRI"],
  ["QUARTERHOUR_MODE=production ", "", "does not set QUARTERHOUR_MODE=production"],
])("a Dockerfile with «%s» made «%s» is told", async (from, to, words) => {
  expect(await dockerfileProblems(dockerfile)).toEqual([]);
  expect((await dockerfileProblems(dockerfile.replaceAll(from, to))).join("\n")).toContain(words);
});

test.each([
  ["image: postgres:18.4-bookworm", "image: postgres", "not pinned"],
  ["POSTGRES_PASSWORD_FILE: /run/secrets/postgres-password", "POSTGRES_PASSWORD: quarterhour", "give it a secret"],
  ['    user: "999:999"\n', "", "database runs as root"],
  ["  read_only: true\n  user", "  user", "web may write its own root"],
  ["memory: 1500m, ", "", "web has no limits"],
  ["127.0.0.1:3000:3000", "3000:3000", "without saying to whom"],
  ["  QUARTERHOUR_MODE: production\n", "", "web does not set QUARTERHOUR_MODE=production"],
])("a compose file with «%s» made «%s» is told", async (from, to, words) => {
  expect(await composeProblems(compose)).toEqual([]);
  expect((await composeProblems(compose.replace(from, to))).join("\n")).toContain(words);
});

const caddyfile = readFileSync(join(PROJECT, "deploy", "Caddyfile"), "utf8");
const UNITS = { QUARTERHOUR_TRUSTED_PROXIES: "loopback", QUARTERHOUR_NOTICE_SECONDS: "8" };

test.each([
  ["      QUARTERHOUR_TRUSTED_PROXIES: 172.30.41.0/24\n", "", "web does not set QUARTERHOUR_TRUSTED_PROXIES=172.30.41.0/24"],
  ["- subnet: 172.30.41.0/24", "- subnet: 10.9.8.0/24", "web does not set QUARTERHOUR_TRUSTED_PROXIES=10.9.8.0/24"],
  ["        - subnet: 172.30.41.0/24\n", "        []\n", "no subnet of its own"],
  ['QUARTERHOUR_NOTICE_SECONDS: "8"', 'QUARTERHOUR_NOTICE_SECONDS: "5"', "beyond the 5 s"],
])("a proxy that nobody would know, or would wait for: «%s» made «%s»", (from, to, words) => {
  expect(proxyProblems(compose, caddyfile, UNITS)).toEqual([]);
  expect(proxyProblems(compose.replace(from, to), caddyfile, UNITS).join("\n")).toContain(words);
});

test("a proxy that asks more seldom, units without one, and a unit that would be a demo are told", () => {
  expect(proxyProblems(compose, caddyfile.replace("health_interval 5s", "health_interval 10s"), UNITS)).toHaveLength(2);
  expect(proxyProblems(compose, caddyfile, {}).join("\n")).toContain("settings.example does not set QUARTERHOUR_TRUSTED_PROXIES");
  const unit = readFileSync(join(PROJECT, "deploy", "systemd", "quarterhour-web.service"), "utf8");
  expect(serviceProblems("web", unit)).toEqual([]);
  expect(serviceProblems("web", unit.replace("QUARTERHOUR_MODE=production", "QUARTERHOUR_MODE=demo"))).toHaveLength(1);
});
