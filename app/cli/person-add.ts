import { createInterface } from "node:readline/promises";
import { Writable } from "node:stream";
import { parseArgs } from "node:util";
import type { NewPersonRefusal } from "~/modules/accounts/domain/new-person";
import type { PasswordRefusal } from "~/modules/accounts/domain/password-policy";
import { addPerson } from "~/modules/accounts/use-cases/add-person.server";
import type { LoginRefusal } from "~/modules/accounts/use-cases/free-login.server";
import { cities } from "~/modules/places/use-cases/current-city.server";
import type { Command } from "./command";
import { handOverAtTerminal } from "./hand-over-at-terminal";
import { REFUSED } from "./terminal-actor";

export const personAddCommand: Command = {
  name: "person add",
  summary: "新建账号，密码从键盘或标准输入读取 · make an account; the password is read from the keyboard or stdin",
  usage: "qh person add --login li@example.gov --role planner [--name 李某] [--city 4101] [--invite]",
  needsDatabase: true,
  async run(args) {
    const { values } = parseArgs({
      args: [...args],
      options: {
        login: { type: "string" },
        role: { type: "string" },
        name: { type: "string" },
        city: { type: "string" },
        invite: { type: "boolean" },
      },
    });
    const { login = "", role = "", name = "", city = null } = values;
    const password = values.invite ? null : await readPassword();
    const codes = (await cities()).map(({ code }) => code);
    const verdict = await addPerson({ login, role, name, cityCode: city, password }, codes);
    if (!verdict.ok) {
      process.stderr.write(`${words(verdict.refusal)}\n`);
      return REFUSED;
    }
    process.stdout.write(`${verdict.value.login}：已建立 · made\n`);
    return values.invite ? handOverAtTerminal(verdict.value.login, "invitation") : 0;
  },
};

/** One line, never echoed and never an argument: arguments stand in the list of processes. */
async function readPassword(): Promise<string> {
  process.stderr.write("密码 password: ");
  const silent = new Writable({ write: (_chunk, _encoding, done) => done() });
  const lines = createInterface({ input: process.stdin, output: silent, terminal: process.stdin.isTTY });
  const { value } = await lines[Symbol.asyncIterator]().next();
  lines.close();
  process.stderr.write("\n");
  return value ?? "";
}

function words(refusal: NewPersonRefusal | LoginRefusal | PasswordRefusal): string {
  switch (refusal.kind) {
    case "login-missing":
      return "缺少账号 · a login is missing: --login";
    case "login-signs":
      return "账号只能用英文字母、数字和 . _ - + @，以字母或数字开头 · a login holds letters a to z, digits and . _ - + @, and begins with a letter or digit";
    case "login-short":
      return `账号至少 ${refusal.least} 个字符 · a login has at least ${refusal.least} characters`;
    case "login-long":
      return `账号至多 ${refusal.most} 个字符 · a login has at most ${refusal.most} characters`;
    case "login-alike":
      return `另一个账号与 ${refusal.login} 太像（0 与 o、1 与 l） · another login is read like ${refusal.login} (0 and o, 1 and l): choose another`;
    case "role-unknown":
      return `没有“${refusal.role}”这个角色 · the role is one of ${refusal.known.join(", ")}`;
    case "password-short":
      return `密码至少 ${refusal.least} 个字符 · a password has at least ${refusal.least} characters`;
    case "password-long":
      return `密码至多 ${refusal.most} 个字符 · a password has at most ${refusal.most} characters`;
    case "password-common":
      return "这个密码太常见 · this password is among those everybody tries first: choose another";
    case "password-personal":
      return "密码里有账号、姓名或产品名 · the password contains the login, the name or the product's name: choose another";
    case "city-unknown":
      return `没有代码为 ${refusal.code} 的城市 · there is no city ${refusal.code}: see qh city list`;
    case "login-taken":
      return `账号 ${refusal.login} 已经有了 · the login ${refusal.login} is taken`;
  }
}
