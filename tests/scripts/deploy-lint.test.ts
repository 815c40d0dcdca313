import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { composeProblems, dockerfileProblems } from "../../scripts/deploy-lint.mjs";
import { PROJECT } from "../../scripts/project.mjs";

const dockerfile = readFileSync(join(PROJECT, "Dockerfile"), "utf8");
const compose = readFileSync(join(PROJECT, "deploy", "compose.yaml"), "utf8");

test.each([
  ["USER 10001:10001", "USER root", "runs as root"],
  ["node:20.20.2-bookworm-slim", "node:20", "not pinned"],
  ['CMD ["node", "scripts/start.mjs"]', "CMD node scripts/start.mjs", "shell form"],
  ["HOST=0.0.0.0", "DATABASE_URL=postgresql://a:b@c/d", "no secret"],
  ["WORKDIR /app", "WORKDRI /app", "WORKDRI"],
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
])("a compose file with «%s» made «%s» is told", async (from, to, words) => {
  expect(await composeProblems(compose)).toEqual([]);
  expect((await composeProblems(compose.replace(from, to))).join("\n")).toContain(words);
});
