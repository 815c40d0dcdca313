import { isIP } from "node:net";
import { z } from "zod";

/*
 * Every environment variable the product reads, in one schema: the launcher, the web process, the jobs and the terminal parse
 * with it. Plain JavaScript, because the launcher reads it before anything is built. A refusal is one sentence, Chinese then
 * English, and never repeats a value that may hold a password.
 */

const DATABASE_SHAPE = "postgresql://user:password@host:5432/database";
const SHORTEST_TOKEN = 16;

const refuse = (context, message) => {
  context.addIssue({ code: "custom", message });
  return z.NEVER;
};

const words = z.string();
const oneOf = (name, values) =>
  words.transform((text, context) =>
    values.includes(text)
      ? text
      : refuse(
          context,
          `${name} 只能是 ${values.join(" 或 ")} · ${name} is «${text}»: set it to ${values.join(" or ")}, or leave it out.`,
        ),
  );

const port = words.transform((text, context) => {
  const number = Number(text);
  if (/^\d+$/.test(text) && number <= 65_535) return number;
  return refuse(context, `PORT 应为 0–65535 的整数 · PORT is «${text}»: set it to a whole number from 0 to 65535.`);
});

const MOST_NOTICE = 300;
const noticeSeconds = words.transform((text, context) => {
  const number = Number(text);
  if (/^\d+$/.test(text) && number <= MOST_NOTICE) return number;
  return refuse(
    context,
    `QUARTERHOUR_NOTICE_SECONDS 应为 0–${MOST_NOTICE} 的整数 · QUARTERHOUR_NOTICE_SECONDS is «${text}»: set it to whole seconds from 0 to ${MOST_NOTICE}.`,
  );
});

const databaseAddress = (name) =>
  words.transform((text, context) => {
    if (!URL.canParse(text))
      return refuse(
        context,
        `${name} 不是有效的地址 · ${name} cannot be read as an address: write it as ${DATABASE_SHAPE} (special characters in the password percent-encoded).`,
      );
    const url = new URL(text);
    if (url.protocol !== "postgresql:" && url.protocol !== "postgres:")
      return refuse(
        context,
        `${name} 应以 postgresql:// 开头 · ${name} begins with «${url.protocol}»: write it as ${DATABASE_SHAPE}.`,
      );
    if (url.pathname.length < 2)
      return refuse(context, `${name} 缺少数据库名 · ${name} names no database: write it as ${DATABASE_SHAPE}.`);
    return text;
  });

const webAddress = (name, example) =>
  words.transform((text, context) =>
    URL.canParse(text) && /^https?:$/.test(new URL(text).protocol)
      ? text
      : refuse(context, `${name} 应为网址 · ${name} is «${text}»: write a web address such as ${example}.`),
  );

/** Tiles or a PMTiles file at a web address or on this host, or the bare name of a PMTiles file in the data folder. */
const baseMapAddress = words.transform((text, context) => {
  const isName = /^[^/\\?]+\.pmtiles$/i.test(text) && !text.startsWith(".");
  const isAddress = text.startsWith("/") || /^https?:\/\//.test(text);
  const isWhole = /\.pmtiles(\?|$)/i.test(text) || ["{z}", "{x}", "{y}"].every((part) => text.includes(part));
  if (isName || (isAddress && isWhole && URL.canParse(text.replace(/[{}]/g, ""), "http://localhost"))) return text;
  return refuse(
    context,
    `QUARTERHOUR_BASE_MAP_URL 不是底图地址 · QUARTERHOUR_BASE_MAP_URL is «${text}»: write a tile address with {z}, {x} and {y}, the address of a .pmtiles file, or the name of one in the data folder.`,
  );
});

const isLocalHttp = (address) => /^http:\/\/(localhost|127\.0\.0\.1|\[::1\])[:/]?/.test(address);

/** Where mail is handed over: with TLS from the first word (smtps), or begun in the clear and made safe by STARTTLS. */
const mailAddress = words.transform((text, context) =>
  URL.canParse(text) && /^smtps?:$/.test(new URL(text).protocol) && new URL(text).hostname !== ""
    ? text
    : refuse(
        context,
        "QUARTERHOUR_SMTP_URL 不是邮件服务器地址 · QUARTERHOUR_SMTP_URL cannot be read as an address: write it as smtps://mail.example.org:465, a user and password before an @ in front of the host (special characters percent-encoded).",
      ),
);
/** It may hold a token of its own: what was written is not repeated. */
const bridgeAddress = words.transform((text, context) =>
  URL.canParse(text) && /^https?:$/.test(new URL(text).protocol)
    ? text
    : refuse(
        context,
        "QUARTERHOUR_WEBHOOK_URL 应为网址 · QUARTERHOUR_WEBHOOK_URL cannot be read as a web address: write one such as https://bridge.example.org/quarterhour.",
      ),
);
/** A gateway, a robot or a private host of one: over https, but on this machine; it may hold a key of its own and is not repeated. */
const channelAddress = (name) =>
  words.transform((text, context) =>
    URL.canParse(text) && (new URL(text).protocol === "https:" || isLocalHttp(text))
      ? text
      : refuse(
          context,
          `${name} 应为 https 网址 · ${name} cannot be read as an https address: write the one your provider gave.`,
        ),
  );
/** `kind=code` pairs with commas between. */
const smsTemplates = words.transform((text, context) => {
  const pairs = listed(text).map((part) => part.split("=").map((side) => side.trim()));
  if (
    pairs.every(
      ([kind, code, more]) => /^[a-z-]{3,40}$/.test(kind) && /^[A-Za-z0-9_-]{1,60}$/.test(code ?? "") && more === undefined,
    )
  )
    return Object.fromEntries(pairs);
  return refuse(
    context,
    "QUARTERHOUR_SMS_TEMPLATES 应为“用途=模板编号” · QUARTERHOUR_SMS_TEMPLATES cannot be read: write pairs such as alert-opened=SMS_123, with commas between.",
  );
});
const openIds = words.transform((text, context) => {
  const parts = listed(text);
  if (parts.every((part) => /^[A-Za-z0-9_-]{8,64}$/.test(part))) return parts;
  return refuse(
    context,
    "QUARTERHOUR_WECHAT_TO 应为关注者编号 · QUARTERHOUR_WECHAT_TO lists something that is no openid of a follower: copy them from your account.",
  );
});
const mailFrom = words.transform((text, context) =>
  /^[^\s@<>"',;]{1,64}@[A-Za-z0-9.-]{1,120}$/.test(text)
    ? text
    : refuse(
        context,
        `QUARTERHOUR_SMTP_FROM 应为邮箱地址 · QUARTERHOUR_SMTP_FROM is «${text}»: write a bare address such as duty@care.example.org.`,
      ),
);

const token = (name) =>
  words.transform((text, context) =>
    text.length >= SHORTEST_TOKEN
      ? text
      : refuse(
          context,
          `${name} 至少 ${SHORTEST_TOKEN} 个字符 · ${name} is too short: give it ${SHORTEST_TOKEN} characters or more.`,
        ),
  );

/** A licence by its name, and at its end, where it has one, its web address. */
const MOST_LICENCE = 200;
const licence = words.transform((text, context) => {
  const [, name = "", url] = /^(.*?)(?:\s+(https?:\/\/\S+))?$/.exec(text.trim()) ?? [];
  if (name !== "" && name.length <= MOST_LICENCE && (url === undefined || URL.canParse(url))) return { name, url: url ?? null };
  return refuse(
    context,
    "QUARTERHOUR_OPEN_DATA_LICENCE 应为许可名称，可在后面加网址 · QUARTERHOUR_OPEN_DATA_LICENCE cannot be read: write the licence's name and, after a space, its web address.",
  );
});

/** Names of networks that Express knows (RFC 1918, 4193, 3927 and this machine). */
const NAMED_NETWORKS = ["loopback", "linklocal", "uniquelocal"];
const listed = (text) =>
  text
    .split(",")
    .map((part) => part.trim())
    .filter(Boolean);

/** One address, or a network that is not the whole internet. */
const isNetwork = (text) => {
  const [address = "", bits, more] = text.split("/");
  const kind = isIP(address);
  if (kind === 0 || more !== undefined) return false;
  return bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) >= 8 && Number(bits) <= (kind === 4 ? 32 : 128));
};

const proxies = words.transform((text, context) => {
  const parts = listed(text);
  const odd = parts.find((part) => !NAMED_NETWORKS.includes(part) && !isNetwork(part));
  if (odd === undefined) return parts;
  return refuse(
    context,
    `QUARTERHOUR_TRUSTED_PROXIES 应为地址或网段 · QUARTERHOUR_TRUSTED_PROXIES names «${odd}»: list the addresses of your proxies, such as 10.0.0.5, 10.0.0.0/24 or loopback, with commas between.`,
  );
});

const hosts = words.transform((text, context) => {
  const parts = listed(text).map((part) => part.toLowerCase());
  const odd = parts.find((part) => !/^[a-z0-9.-]+$/.test(part));
  if (odd === undefined) return parts;
  return refuse(
    context,
    `QUARTERHOUR_BASE_MAP_PRIVATE_HOSTS 应为主机名 · QUARTERHOUR_BASE_MAP_PRIVATE_HOSTS names «${odd}»: list bare host names such as tiles.office.example, with commas between.`,
  );
});

/**
 * Requests a minute through each kind of door: of one address where nobody is signed in, and of one signed-in person. An
 * office of two hundred behind one address signs in within a few minutes; everything after that counts for each person.
 * @satisfies {Record<string, { address: number, person: number }>}
 */
export const DOORS = {
  /** passwords, codes, one-time links, phones: always of the address */
  "sign-in": { address: 240, person: 240 },
  uploads: { address: 20, person: 60 },
  writes: { address: 300, person: 300 },
  /** what is computed: the API, circles, what-if */
  answers: { address: 600, person: 1200 },
  exports: { address: 60, person: 120 },
  tiles: { address: 6000, person: 6000 },
  /** every other page */
  pages: { address: 1200, person: 2400 },
};
const MOST_A_MINUTE = 1_000_000;

/** `answers=600/1200,uploads=10`: of an address, and of a person where that differs. `off` = nobody is counted. */
const limits = words.transform((text, context) => {
  if (text === "off") return null;
  const said = { ...DOORS };
  for (const part of listed(text)) {
    const [, door = "", address, person = address] = /^([a-z-]+)=(\d+)(?:\/(\d+))?$/.exec(part) ?? [];
    const counts = [Number(address), Number(person)];
    if (!Object.hasOwn(DOORS, door) || counts.some((count) => !(count >= 1 && count <= MOST_A_MINUTE)))
      return refuse(
        context,
        `QUARTERHOUR_LIMITS 无法理解 · QUARTERHOUR_LIMITS says «${part}»: write ${Object.keys(DOORS).join(", ")} with requests a minute from one address and of one person, such as answers=600/1200, or off.`,
      );
    said[door] = { address: counts[0], person: counts[1] };
  }
  return said;
});

const VARIABLES = {
  PORT: port.optional(),
  HOST: words.default("127.0.0.1"),
  DATABASE_URL: databaseAddress("DATABASE_URL").optional(),
  DATABASE_OWNER_URL: databaseAddress("DATABASE_OWNER_URL").optional(),
  QUARTERHOUR_MODE: oneOf("QUARTERHOUR_MODE", ["demo", "production"]).default("demo"),
  QUARTERHOUR_DATA: words.default(".quarterhour"),
  QUARTERHOUR_KEYS: words.transform((text) => text.trim() || undefined).optional(),
  QUARTERHOUR_ORIGIN: webAddress("QUARTERHOUR_ORIGIN", "https://care.example.org").optional(),
  QUARTERHOUR_TRUSTED_PROXIES: proxies.default([]),
  QUARTERHOUR_LIMITS: limits.default(DOORS),
  QUARTERHOUR_RUNS: oneOf("QUARTERHOUR_RUNS", ["all", "web", "jobs", "migrate"]).default("all"),
  QUARTERHOUR_NOTICE_SECONDS: noticeSeconds.default(0),
  QUARTERHOUR_ZONE: oneOf("QUARTERHOUR_ZONE", ["desk", "edge"]).default("desk"),
  QUARTERHOUR_OPEN_DATA_LICENCE: licence.optional(),
  QUARTERHOUR_LOG: oneOf("QUARTERHOUR_LOG", ["requests", "failures"]).optional(),
  QUARTERHOUR_METRICS_TOKEN: token("QUARTERHOUR_METRICS_TOKEN").optional(),
  QUARTERHOUR_TLS_CERTIFICATE: words.optional(),
  QUARTERHOUR_TLS_KEY: words.optional(),
  QUARTERHOUR_DEMO_CITY: oneOf("QUARTERHOUR_DEMO_CITY", ["yes", "no"]).default("yes"),
  QUARTERHOUR_BASE_MAP_URL: baseMapAddress.optional(),
  QUARTERHOUR_BASE_MAP_ATTRIBUTION: words.default(""),
  QUARTERHOUR_BASE_MAP_APPROVAL: words.default(""),
  QUARTERHOUR_BASE_MAP_SUBDOMAINS: words.default("abc"),
  QUARTERHOUR_BASE_MAP_PRIVATE_HOSTS: hosts.default([]),
  QUARTERHOUR_OIDC_ISSUER: webAddress("QUARTERHOUR_OIDC_ISSUER", "https://login.example.org").optional(),
  QUARTERHOUR_OIDC_CLIENT_ID: words.default(""),
  QUARTERHOUR_OIDC_CLIENT_SECRET: words.default(""),
  QUARTERHOUR_OIDC_CLAIM: words.default("email"),
  QUARTERHOUR_OIDC_NAME: words.default(""),
  QUARTERHOUR_SMTP_URL: mailAddress.optional(),
  QUARTERHOUR_SMTP_FROM: mailFrom.optional(),
  QUARTERHOUR_WEBHOOK_URL: bridgeAddress.optional(),
  QUARTERHOUR_WEBHOOK_SECRET: token("QUARTERHOUR_WEBHOOK_SECRET").optional(),
  QUARTERHOUR_SMS_URL: channelAddress("QUARTERHOUR_SMS_URL").optional(),
  QUARTERHOUR_SMS_SECRET: token("QUARTERHOUR_SMS_SECRET").optional(),
  QUARTERHOUR_SMS_TEMPLATES: smsTemplates.default({}),
  QUARTERHOUR_WECOM_URL: channelAddress("QUARTERHOUR_WECOM_URL").optional(),
  QUARTERHOUR_DINGTALK_URL: channelAddress("QUARTERHOUR_DINGTALK_URL").optional(),
  QUARTERHOUR_DINGTALK_SECRET: token("QUARTERHOUR_DINGTALK_SECRET").optional(),
  QUARTERHOUR_WECHAT_HOST: channelAddress("QUARTERHOUR_WECHAT_HOST").default("https://api.weixin.qq.com"),
  QUARTERHOUR_WECHAT_APP: words.optional(),
  QUARTERHOUR_WECHAT_SECRET: token("QUARTERHOUR_WECHAT_SECRET").optional(),
  QUARTERHOUR_WECHAT_TEMPLATE: words.optional(),
  QUARTERHOUR_WECHAT_TO: openIds.default([]),
  // Set by our own scripts.
  QUARTERHOUR_THREADS: words.default("build/threads"),
  QUARTERHOUR_TYPED_IN: words.default("."),
};

/** Passwords of examples and installers: whoever finds the port has them. */
const WELL_KNOWN = ["", "postgres", "password", "quarterhour", "changeme", "change-me", "secret", "example", "admin", "123456"];

/** Whether a database address, on a host others can reach, has such a password. A local socket or a client certificate needs none. */
const isWellKnown = (address) => {
  if (!address || !URL.canParse(address)) return false;
  const { hostname, password, username } = new URL(address);
  const isGuarded = !hostname || hostname.startsWith("%2F");
  return !isGuarded && (WELL_KNOWN.includes(decodeURIComponent(password).toLowerCase()) || password === username);
};
const userOf = (address) => (address && URL.canParse(address) ? new URL(address).username : undefined);
const tellsOutside = (said) =>
  ["SMTP_URL", "WEBHOOK_URL", "SMS_URL", "WECOM_URL", "DINGTALK_URL", "WECHAT_APP"].some((name) => said[`QUARTERHOUR_${name}`]);

/** What one variable asks of another. */
const TOGETHER = [
  ...["DATABASE_URL", "DATABASE_OWNER_URL"].map((name) => ({
    broken: (said) => said.QUARTERHOUR_MODE === "production" && said[name] !== undefined && isWellKnown(said[name]),
    name,
    sentence: `${name} 的密码是默认密码或为空 · The password in ${name} is missing or one that everybody tries: give that database user a password of its own.`,
  })),
  {
    broken: (said) =>
      said.QUARTERHOUR_MODE === "production" &&
      said.DATABASE_OWNER_URL &&
      userOf(said.DATABASE_URL) === userOf(said.DATABASE_OWNER_URL),
    name: "DATABASE_URL",
    sentence:
      "程序不能以表的所有者运行 · DATABASE_URL names the owner of the tables, whom no row policy holds: make a second database user without rights of its own and set DATABASE_URL to it.",
  },
  {
    broken: (said) => said.QUARTERHOUR_OIDC_ISSUER && !said.QUARTERHOUR_OIDC_CLIENT_SECRET,
    name: "QUARTERHOUR_OIDC_CLIENT_SECRET",
    sentence:
      "单位登录缺少客户端密钥 · QUARTERHOUR_OIDC_ISSUER is set without QUARTERHOUR_OIDC_CLIENT_SECRET: set it to the secret the sign-in service gave for this product.",
  },
  {
    broken: (said) => said.QUARTERHOUR_OIDC_ISSUER?.startsWith("http:") && !isLocalHttp(said.QUARTERHOUR_OIDC_ISSUER),
    name: "QUARTERHOUR_OIDC_ISSUER",
    sentence: "单位登录须用 https · QUARTERHOUR_OIDC_ISSUER is not reached over https: write its https address.",
  },
  {
    broken: (said) => said.QUARTERHOUR_MODE === "production" && !said.DATABASE_URL,
    name: "DATABASE_URL",
    sentence: "生产模式需要设置 DATABASE_URL · Production mode keeps its records in your own PostgreSQL: set DATABASE_URL to it.",
  },
  {
    // Where web and jobs run apart, migrating is a step of its own: they need not know the owner.
    broken: (said) =>
      said.QUARTERHOUR_MODE === "production" &&
      said.DATABASE_URL &&
      !said.DATABASE_OWNER_URL &&
      !["web", "jobs"].includes(said.QUARTERHOUR_RUNS),
    name: "DATABASE_OWNER_URL",
    sentence:
      "生产模式需要设置 DATABASE_OWNER_URL 以升级数据库 · Production mode migrates as the owner of the tables: set DATABASE_OWNER_URL as well as DATABASE_URL.",
  },
  {
    broken: (said) => said.QUARTERHOUR_RUNS && said.QUARTERHOUR_RUNS !== "all" && !said.DATABASE_URL,
    name: "QUARTERHOUR_RUNS",
    sentence:
      "分开运行需要自己的数据库 · QUARTERHOUR_RUNS keeps web and jobs apart, which needs a PostgreSQL of your own: set DATABASE_URL.",
  },
  {
    broken: (said) => Boolean(said.QUARTERHOUR_TLS_CERTIFICATE) !== Boolean(said.QUARTERHOUR_TLS_KEY),
    name: "QUARTERHOUR_TLS_CERTIFICATE",
    sentence:
      "证书与私钥须同时给出 · QUARTERHOUR_TLS_CERTIFICATE and QUARTERHOUR_TLS_KEY belong together: set both to files, or neither.",
  },
  {
    broken: (said) => said.QUARTERHOUR_OIDC_ISSUER && !said.QUARTERHOUR_OIDC_CLIENT_ID,
    name: "QUARTERHOUR_OIDC_CLIENT_ID",
    sentence:
      "单位登录缺少客户端编号 · QUARTERHOUR_OIDC_ISSUER is set without QUARTERHOUR_OIDC_CLIENT_ID: set it to what the sign-in service calls this product.",
  },
  {
    broken: (said) => said.QUARTERHOUR_SMTP_URL && !said.QUARTERHOUR_SMTP_FROM,
    name: "QUARTERHOUR_SMTP_FROM",
    sentence:
      "邮件缺少发件地址 · QUARTERHOUR_SMTP_URL is set without QUARTERHOUR_SMTP_FROM: set it to the address that mail comes from.",
  },
  {
    broken: (said) => said.QUARTERHOUR_WEBHOOK_URL && !said.QUARTERHOUR_WEBHOOK_SECRET,
    name: "QUARTERHOUR_WEBHOOK_SECRET",
    sentence:
      "通知接口缺少签名密钥 · QUARTERHOUR_WEBHOOK_URL is set without QUARTERHOUR_WEBHOOK_SECRET: set a secret that your bridge checks signatures with.",
  },
  {
    broken: (said) => said.QUARTERHOUR_WEBHOOK_URL?.startsWith("http:") && !isLocalHttp(said.QUARTERHOUR_WEBHOOK_URL),
    name: "QUARTERHOUR_WEBHOOK_URL",
    sentence: "通知接口须用 https · QUARTERHOUR_WEBHOOK_URL is not reached over https: write its https address.",
  },
  ...[
    ["QUARTERHOUR_SMS_URL", ["QUARTERHOUR_SMS_SECRET"]],
    ["QUARTERHOUR_DINGTALK_URL", ["QUARTERHOUR_DINGTALK_SECRET"]],
    ["QUARTERHOUR_WECHAT_APP", ["QUARTERHOUR_WECHAT_SECRET", "QUARTERHOUR_WECHAT_TEMPLATE"]],
  ].flatMap(([name, others]) =>
    others.map((other) => ({
      broken: (said) => said[name] && !said[other],
      name: other,
      sentence: `${name} 还需要 ${other} · ${name} is set without ${other}: set both, or neither.`,
    })),
  ),
  {
    broken: (said) => tellsOutside(said) && !said.QUARTERHOUR_ORIGIN,
    name: "QUARTERHOUR_ORIGIN",
    sentence:
      "通知里的链接需要 QUARTERHOUR_ORIGIN · Mail and the other ways of telling carry a link: set QUARTERHOUR_ORIGIN to the address people open.",
  },
];

const SCHEMA = z.object(VARIABLES);
const NAMES = Object.keys(VARIABLES);
/** Names that only tests read. */
const OF_TESTS = /^QUARTERHOUR_TEST_/;

const saidIn = (env) => Object.fromEntries(NAMES.flatMap((name) => (env[name] ? [[name, env[name]]] : [])));

/**
 * What an environment asks for.
 * @returns {{ values: z.infer<typeof SCHEMA> | undefined, problems: { name: string, sentence: string }[], unknown: { name: string, sentence: string }[] }}
 *   values are undefined where there are problems
 */
export function readConfiguration(env) {
  const said = saidIn(env);
  const parsed = SCHEMA.safeParse(said);
  const problems = [
    ...(parsed.error?.issues ?? []).map((issue) => ({ name: String(issue.path[0]), sentence: issue.message })),
    ...TOGETHER.filter(({ broken }) => broken(said)).map(({ name, sentence }) => ({ name, sentence })),
  ];
  return { values: problems.length === 0 ? parsed.data : undefined, problems, unknown: unknownIn(env) };
}

function unknownIn(env) {
  const names = Object.keys(env).filter(
    (name) => name.startsWith("QUARTERHOUR_") && !NAMES.includes(name) && !OF_TESTS.test(name),
  );
  return names.map((name) => {
    const meant = nearestTo(name);
    const hint = meant ? `did you mean ${meant}?` : "take it out, or see docs/configuration.md.";
    return { name, sentence: `不认识的变量 ${name} · ${name} is not a variable of Quarterhour and is ignored: ${hint}` };
  });
}

const FARTHEST_TYPO = 3;

function nearestTo(name) {
  const [nearest] = NAMES.map((known) => ({ known, steps: editsBetween(name, known) })).sort((a, b) => a.steps - b.steps);
  return nearest && nearest.steps <= FARTHEST_TYPO ? nearest.known : undefined;
}

/** Letters to add, drop or change from one word to the other (Levenshtein). */
function editsBetween(from, to) {
  let row = Array.from({ length: to.length + 1 }, (_, i) => i);
  for (let i = 1; i <= from.length; i++) {
    const next = [i];
    for (let j = 1; j <= to.length; j++)
      next[j] = Math.min(row[j] + 1, next[j - 1] + 1, row[j - 1] + (from[i - 1] === to[j - 1] ? 0 : 1));
    row = next;
  }
  return row[to.length];
}

/** @type {{ key: string, values: z.infer<typeof SCHEMA> | undefined }} */
let held = { key: "", values: undefined };

/**
 * The process's own environment, parsed once and again whenever it changed. Variables are judged one by one: what they ask of
 * each other the launcher has settled, and it hands nobody the owner's address.
 * @returns {z.infer<typeof SCHEMA>}
 */
export function configuration() {
  const key = NAMES.map((name) => process.env[name] ?? "").join("\0");
  if (held.values && held.key === key) return held.values;
  const { data, error } = SCHEMA.safeParse(saidIn(process.env));
  if (!data) throw new Error(error.issues.map(({ message }) => message).join("\n"));
  held = { key, values: data };
  return data;
}
