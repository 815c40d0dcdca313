import { readdirSync, readFileSync } from "node:fs";
import { join, relative, sep } from "node:path";
import { expect, test } from "vitest";

/** What a line of code could let in, and the few places that may do it all the same. */
const sources = ["app", "scripts"].flatMap((folder) =>
  readdirSync(join(process.cwd(), folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.(tsx?|mjs)$/.test(entry.name))
    .map((entry) => relative(process.cwd(), join(entry.parentPath, entry.name)).split(sep).join("/"))
    .filter((file) => !file.startsWith("app/platform/generated/"))
    .map((file) => ({ file, text: readFileSync(join(process.cwd(), file), "utf8") })),
);
const filesWith = (pattern: RegExp): string[] =>
  sources
    .filter(({ text }) => pattern.test(text))
    .map(({ file }) => file)
    .sort();

test("nothing that was typed is run as a program", () => {
  expect(filesWith(/\beval\(|\bnew Function\(|from "node:vm"|setTimeout\("/)).toEqual([]);
  expect(filesWith(/\bexecSync\(|[^.\w]exec\(|shell: true/), "a shell reads what it is given").toEqual([]);
  expect(
    filesWith(/from "node:child_process"/).filter(
      (file) => file.startsWith("app/") && !/platform\/(backup|bundle|certificate)\//.test(file),
    ),
    "of the app only backups, bundles and certificates call programs, at a terminal, by a list of arguments",
  ).toEqual([]);
});

test("text becomes SQL in named places only, and never what somebody typed", () => {
  expect(
    filesWith(/\$(query|execute)RawUnsafe|Prisma\.raw\(/),
    "names of our own tables and columns, numbered parameters",
  ).toEqual([
    "app/modules/accounts/data/audit-blocks.server.ts",
    "app/modules/catalog/data/area-look-up.server.ts",
    "app/modules/catalog/data/facility-record.server.ts",
    "app/modules/catalog/data/facility-where.server.ts",
    "app/modules/catalog/data/sealed-documents.server.ts",
    "app/modules/imports/data/forgotten-batches.server.ts",
    "app/modules/residents/data/resident-merge.server.ts",
    "app/modules/visits/data/due-records.server.ts",
  ]);
  expect(filesWith(/\.unsafe\(/).filter((file) => /^app\/(?!platform\/(backup|bundle)\/)/.test(file))).toEqual([
    "app/modules/visits/data/due-records.server.ts",
    "app/platform/bulk-copy.server.ts",
  ]);
});

test("regular expressions are written, never built of what somebody typed", () => {
  expect(filesWith(/\bRegExp\(/).filter((file) => file.startsWith("app/"))).toEqual([
    "app/modules/imports/domain/cell-number.ts",
    "app/platform/bulk-copy.server.ts",
  ]);
});

test("markup is made by React, but for symbols and the theme of our own", () => {
  expect(filesWith(/dangerouslySetInnerHTML/)).toEqual([
    // What `drawingSvg` made of numbers; its words are escaped (tests/modules/siting/domain/page-figure.test.ts).
    "app/modules/siting/ui/one-page-sheet.tsx",
    "app/ui/layout/theme-style.tsx",
    "app/ui/map/legend-symbol.tsx",
  ]);
  expect(filesWith(/\.(innerHTML|outerHTML) =|document\.write\(|insertAdjacentHTML/)).toEqual([]);
});

test("ciphers, signatures and hashes stand in named files, and none is a broken one", () => {
  expect(filesWith(/\b(createCipher|createDecipher)\(|-ecb\b|"(md5|sha1|des|rc4)"/i)).toEqual([]);
  expect(filesWith(/\bcreate(Cipheriv|Decipheriv)\(/)).toEqual(["app/platform/cipher.server.ts"]);
  expect(
    filesWith(/\b(createHmac|createPublicKey|createSign|createVerify)\(|\bsubtle\./).filter(
      (file) => !/platform\/certificate\//.test(file),
    ),
  ).toEqual([
    "app/offline/device-key.ts",
    "app/offline/pin-lock.ts",
    "app/offline/vault-cipher.ts",
    "app/platform/cipher.server.ts",
    "app/platform/device-signature.server.ts",
    "app/platform/dingtalk-channel.server.ts",
    "app/platform/signed-post.server.ts",
  ]);
  expect(filesWith(/from "@hpke\/core"/).filter((file) => file.startsWith("app/offline/"))).toEqual([
    "app/offline/seal-record.ts",
  ]);
  expect(filesWith(/Math\.random\(/), "chance that must not be guessed").toEqual([]);
});

test("answers are open to other sites in one place, and the browser keeps nothing but a phone's own key", () => {
  expect(filesWith(/Access-Control-Allow/)).toEqual(["app/platform/open-answer.server.ts"]);
  expect(filesWith(/\b(indexedDB\.open|openDB[<(]|localStorage\.|sessionStorage\.|caches\.open)/)).toEqual([
    // Keys of places somebody compares, on their own device alone.
    "app/modules/finder/ui/saved-places.ts",
    "app/offline/device-key.ts",
    "app/offline/phone-store.ts",
    // The look of pages that open without a server, and that the home screen was offered once: of nobody.
    "app/ui/layout/kept-look.ts",
    "app/ui/layout/phone-install.tsx",
  ]);
});

test("downloads bear names of ours, never of whoever sent the file", () => {
  const headers = sources.flatMap(({ file, text }) =>
    [...text.matchAll(/"Content-Disposition": (.+)/g)].map(([, value = ""]) => ({ file, value })),
  );
  expect(headers.length).toBeGreaterThan(5);
  // What somebody wrote goes through `attachment`, which leaves nothing of it a header or a path is made of.
  const named = /^(attachment\(|`attachment; filename="[\w{}$.()[\], "+:?|-]+"`|"inline"),?/;
  expect(headers.filter(({ value }) => !named.test(value) || /file_?name[^=]/i.test(value))).toEqual([]);
});

test("no key, password or token stands in the code", () => {
  const example = "postgresql://user:password@host:5432/database";
  const withSecrets = (pattern: RegExp) =>
    sources.filter(({ text }) => pattern.test(text.replaceAll(example, ""))).map(({ file }) => file);
  expect(
    withSecrets(
      /-----BEGIN [A-Z ]*PRIVATE KEY-----\s*(\\n)?[A-Za-z0-9+/]{20}|\bAKIA[0-9A-Z]{16}\b|:\/\/\w+:[^@\s"'`$]{6,}@(?!db\b)/,
    ),
  ).toEqual([]);
});
